pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// One entry of a menu; `keys` is its shortcut in words, `danger` marks what is hard to take back.
T.MenuItem {
    id: item

    property string iconName: ""
    property string keys: ""
    property bool danger: false
    readonly property color ink: !enabled ? Theme.colors.textDisabled : (danger ? Theme.colors.refused.ink : Theme.colors.text)

    font.pixelSize: Theme.fontBody
    hoverEnabled: true
    implicitHeight: Math.max(Theme.controlHeight, implicitContentHeight + topPadding + bottomPadding)
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    leftPadding: Theme.space3
    rightPadding: Theme.space3
    topPadding: Theme.space1
    bottomPadding: Theme.space1

    Accessible.name: text
    Accessible.role: Accessible.MenuItem

    contentItem: Item {
        implicitHeight: label.implicitHeight
        implicitWidth: label.implicitWidth + Theme.space8 + (item.iconName ? glyph.width + Theme.space3 : 0) + hint.implicitWidth

        JIcon {
            id: glyph

            anchors.verticalCenter: parent.verticalCenter
            color: item.danger ? item.ink : Theme.colors.textMuted
            name: item.iconName
            size: Theme.iconSmall + 2
            visible: item.iconName !== ""
        }

        JLabel {
            id: label

            anchors.verticalCenter: parent.verticalCenter
            color: item.ink
            text: item.text
            wrapMode: Text.NoWrap
            x: item.iconName ? glyph.width + Theme.space3 : 0
        }

        JLabel {
            id: hint

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            muted: true
            size: Theme.fontSmall
            text: item.keys
            wrapMode: Text.NoWrap
        }
    }

    background: Rectangle {
        color: item.down ? Theme.colors.pressed : (item.highlighted || item.hovered ? Theme.colors.hover : "transparent")
        radius: Theme.radius
    }
}
