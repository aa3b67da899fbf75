import QtQuick

// The places of the app, in the order of the rail.
QtObject {
    default property list<JNavItem> items
}
