import QtQuick
import Jixiao.Theme
import Jixiao.Controls

// What a place said in one version.
Rectangle {
    id: value

    property string caption: ""
    property string text: ""
    property color fill: Theme.colors.sunken
    property color ink: Theme.colors.textMuted      // of the caption

    color: fill
    implicitHeight: words.height + 2 * Theme.space2
    radius: Theme.radius

    Column {
        id: words

        width: parent.width - 2 * Theme.space3
        x: Theme.space3
        y: Theme.space2

        JText {
            color: value.ink
            size: Theme.fontSmall
            text: value.caption
            visible: value.caption !== ""
            width: parent.width
        }

        JText {
            color: value.text !== "" ? Theme.colors.text : value.ink
            text: value.text !== "" ? value.text : qsTr("（空）")
            width: parent.width
        }
    }
}
