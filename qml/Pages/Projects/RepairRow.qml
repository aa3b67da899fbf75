import QtQuick
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified

// One thing the import mended or could not place; open, it shows the original beside the result.
Column {
    id: row

    required property ImportViewModel importer
    required property var modelData
    property bool open: false

    signal toggled

    T.ItemDelegate {
        id: head

        bottomPadding: Theme.space2
        hoverEnabled: true
        implicitHeight: Math.max(Theme.rowHeight, implicitContentHeight + topPadding + bottomPadding)
        leftPadding: Theme.space4
        rightPadding: Theme.space4
        topPadding: Theme.space2
        width: row.width

        Accessible.description: row.modelData.message
        Accessible.name: row.modelData.place !== "" ? qsTr("%1：%2").arg(row.modelData.kind).arg(row.modelData.place) : row.modelData.kind
        Accessible.role: Accessible.ListItem
        Keys.onEnterPressed: clicked()
        Keys.onReturnPressed: clicked()
        onClicked: row.toggled()

        contentItem: Item {
            implicitHeight: words.implicitHeight

            JIcon {
                id: sign

                color: Theme.severityTone(row.modelData.doubt ? "warning" : "hint").ink
                name: row.modelData.doubt ? "warning" : "wand"
                size: Theme.iconSmall
                y: Math.round((Theme.line(Theme.fontBody) - height) / 2)
            }

            Column {
                id: words

                spacing: 2
                width: parent.width - x - fold.width - Theme.space2
                x: sign.width + Theme.space3

                JLabel {
                    font.weight: Font.Medium
                    text: head.Accessible.name
                    width: parent.width
                }

                JLabel {
                    muted: true
                    size: Theme.fontSmall
                    text: row.modelData.message
                    width: parent.width
                }
            }

            JIcon {
                id: fold

                anchors.right: parent.right
                color: Theme.colors.textMuted
                name: row.open ? "chevron-up" : "chevron-down"
                size: Theme.iconSmall
                y: sign.y
            }
        }
        background: Rectangle {
            color: head.down ? Theme.colors.pressed : head.hovered ? Theme.colors.hover : row.open ? Theme.colors.selected : "transparent"

            JFocusRing {
                gap: -4
                shown: head.visualFocus || head.activeFocus && !Theme.touch
            }
        }
    }

    Loader {
        active: row.open
        sourceComponent: Item {
            readonly property var closely: row.importer.repairAt(row.modelData.index)

            implicitHeight: detail.implicitHeight + Theme.space3 + Theme.space4

            RepairDetail {
                id: detail

                debris: parent.closely.debris ?? false
                result: parent.closely.result ?? []
                rows: parent.closely.original ?? []
                width: parent.width - 2 * Theme.space4
                x: Theme.space4
                y: Theme.space3
            }
        }
        visible: active
        width: row.width
    }

    Rectangle {
        color: Theme.colors.hairline
        height: 1
        width: row.width
    }
}
