pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.Theme

// One row of a list: an icon, a title, a line of detail, and what stands at its right (chips, numbers, buttons).
T.ItemDelegate {
    id: row

    property string title: text
    property string subtitle: ""
    property int subtitleLines: 2
    property string iconName: ""
    property color iconColor: Theme.colors.textMuted
    property bool chevron: false
    property bool divider: true
    property bool current: false
    property color fill: "transparent"
    default property alias trailing: trailingRow.data

    bottomPadding: Theme.space2
    font.pixelSize: Theme.fontBody
    hoverEnabled: true
    implicitHeight: Math.max(Theme.rowHeight, implicitContentHeight + topPadding + bottomPadding)
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    leftPadding: Theme.space4
    rightPadding: Theme.space4
    topPadding: Theme.space2

    Accessible.description: subtitle
    Accessible.name: title
    Accessible.role: Accessible.ListItem
    Accessible.selected: current
    Keys.onEnterPressed: row.clicked()
    Keys.onReturnPressed: row.clicked()

    contentItem: RowLayout {
        spacing: Theme.space3

        JIcon {
            color: row.enabled ? row.iconColor : Theme.colors.textDisabled
            name: row.iconName
            visible: row.iconName !== ""
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            JLabel {
                Layout.fillWidth: true
                elide: Text.ElideRight
                font.weight: Font.Medium
                maximumLineCount: 2
                text: row.title
            }

            JLabel {
                Layout.fillWidth: true
                elide: Text.ElideRight
                maximumLineCount: row.subtitleLines
                muted: true
                size: Theme.fontSmall
                text: row.subtitle
                visible: row.subtitle !== ""
            }
        }

        RowLayout {
            id: trailingRow

            spacing: Theme.space2
        }

        JIcon {
            color: Theme.colors.textMuted
            name: "chevron-right"
            size: Theme.iconSmall
            visible: row.chevron
        }
    }

    background: Rectangle {
        color: row.fill

        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.space1
            color: row.down ? Theme.colors.pressed : (row.current ? Theme.colors.selected : (row.hovered ? Theme.colors.hover : "transparent"))
            radius: Theme.radius

            Rectangle {
                color: Theme.colors.primary
                height: parent.height - 2 * Theme.space2
                radius: 2
                visible: row.current
                width: 3
                y: Theme.space2
            }
        }

        Rectangle {
            anchors.bottom: parent.bottom
            color: Theme.colors.hairline
            height: 1
            visible: row.divider
            width: parent.width - 2 * x
            x: row.leftPadding
        }

        JFocusRing {
            gap: -5
            shown: row.visualFocus || row.activeFocus && !Theme.touch
        }
    }
}
