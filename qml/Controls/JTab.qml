pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// One tab of a JTabBar; `count` above 0 shows a badge.
T.TabButton {
    id: tab

    property int count: 0

    font.pixelSize: Theme.fontBody
    height: implicitHeight
    hoverEnabled: true
    implicitHeight: Math.max(Theme.controlHeight + Theme.space2, implicitContentHeight + topPadding + bottomPadding)
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    leftPadding: Theme.space3
    rightPadding: Theme.space3
    width: implicitWidth

    Accessible.name: count > 0 ? qsTr("%1，%2 项").arg(text).arg(count) : text
    Accessible.role: Accessible.PageTab
    Accessible.selected: checked

    contentItem: Item {
        implicitHeight: line.implicitHeight
        implicitWidth: line.implicitWidth

        Row {
            id: line

            anchors.centerIn: parent
            spacing: Theme.space2

            JLabel {
                color: !tab.enabled ? Theme.colors.textDisabled : (tab.checked ? Theme.colors.primary : (tab.hovered ? Theme.colors.text : Theme.colors.textMuted))
                font.weight: tab.checked ? Font.Medium : Font.Normal
                text: tab.text
                wrapMode: Text.NoWrap
            }

            JBadge {
                anchors.verticalCenter: parent.verticalCenter
                count: tab.count
            }
        }
    }

    background: Rectangle {
        color: tab.down ? Theme.colors.pressed : (tab.hovered ? Theme.colors.hover : "transparent")
        radius: Theme.radius

        Rectangle {
            anchors.bottom: parent.bottom
            color: Theme.colors.primary
            height: 2
            radius: 1
            visible: tab.checked
            width: parent.width
        }

        JFocusRing {
            gap: -3
            shown: tab.visualFocus
        }
    }
}
