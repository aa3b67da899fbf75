pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// One line of an opened list: an icon or a tick, words, and a tick when chosen.
T.ItemDelegate {
    id: row

    font.pixelSize: Theme.fontBody
    hoverEnabled: true
    implicitHeight: Math.max(Theme.controlHeight, implicitContentHeight + topPadding + bottomPadding)
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    leftPadding: Theme.space3
    rightPadding: Theme.space3
    topPadding: Theme.space1
    bottomPadding: Theme.space1

    Accessible.name: text
    Accessible.role: Accessible.ListItem
    Accessible.selected: checked

    contentItem: Item {
        implicitHeight: label.implicitHeight
        implicitWidth: label.implicitWidth + Theme.iconSmall + Theme.space2

        JLabel {
            id: label

            anchors.verticalCenter: parent.verticalCenter
            color: row.enabled ? Theme.colors.text : Theme.colors.textDisabled
            font.weight: row.checked ? Font.Medium : Font.Normal
            text: row.text
            width: parent.width - Theme.iconSmall - Theme.space2
        }

        JIcon {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.colors.primary
            name: "check"
            size: Theme.iconSmall
            visible: row.checked
        }
    }

    background: Rectangle {
        color: row.down ? Theme.colors.pressed : (row.highlighted || row.hovered || row.visualFocus ? Theme.colors.hover : "transparent")
        radius: Theme.radius
    }
}
