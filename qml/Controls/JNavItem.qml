import QtQuick

// One place of the app in the rail or the bottom bar.
QtObject {
    required property string key
    required property string label
    required property string icon
    property int badge: 0
    property string badgeSeverity: "info"
}
