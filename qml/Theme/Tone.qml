import QtQuick

// One meaning's pair of colours: `ink` for words and icons, `soft` for the surface behind them.
QtObject {
    required property color ink
    required property color soft
}
