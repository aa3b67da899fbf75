import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified

// What the rows below it have in common, said once: a line that names it, and its fields when open.
Column {
    id: head

    required property FormViewModel form
    required property string tableId
    required property int row
    required property int level
    required property string label
    required property string caption
    required property FieldListModel fields
    required property string addLabel
    required property string severity
    property bool open: false
    readonly property string tone: ({
            "E": "error",
            "W": "warning",
            "H": "hint"
        })[severity] ?? ""

    // A new group is open to be named; it stays open while that is typed.
    Component.onCompleted: open = caption === ""

    topPadding: level === 0 ? Theme.space3 : Theme.space1

    Item {
        implicitHeight: Math.max(title.implicitHeight, add.implicitHeight)
        width: head.width

        T.AbstractButton {
            id: title

            anchors.left: parent.left
            anchors.right: add.visible ? add.left : parent.right
            anchors.verticalCenter: parent.verticalCenter
            hoverEnabled: true
            implicitHeight: Math.max(Theme.rowHeight, implicitContentHeight + 2 * Theme.space1)
            leftPadding: Theme.space2
            rightPadding: Theme.space2

            Accessible.name: qsTr("%1：%2").arg(head.label).arg(head.caption)
            Accessible.role: Accessible.Button
            onClicked: head.open = !head.open

            contentItem: RowLayout {
                spacing: Theme.space2

                JIcon {
                    color: Theme.colors.textMuted
                    name: head.open ? "chevron-down" : "chevron-right"
                    size: Theme.iconSmall
                }

                Rectangle {
                    color: head.level === 0 ? Theme.colors.selected : Theme.colors.sunken
                    implicitHeight: kind.implicitHeight + Theme.space1
                    implicitWidth: kind.implicitWidth + 2 * Theme.space2
                    radius: 6

                    JLabel {
                        id: kind

                        anchors.centerIn: parent
                        color: head.level === 0 ? Theme.colors.primary : Theme.colors.textMuted
                        size: Theme.fontSmall
                        text: head.label
                        wrapMode: Text.NoWrap
                    }
                }

                JLabel {
                    Layout.fillWidth: true
                    color: head.caption === "" ? Theme.colors.textMuted : Theme.colors.text
                    elide: Text.ElideRight
                    font.weight: head.level === 0 ? Font.DemiBold : Font.Medium
                    maximumLineCount: 2
                    text: head.caption === "" ? qsTr("未填写") : head.caption
                }

                JIcon {
                    color: Theme.severityTone(head.tone).ink
                    name: head.tone
                    size: Theme.iconSmall
                    visible: head.tone !== ""
                }
            }
            background: Rectangle {
                color: title.down ? Theme.colors.pressed : title.hovered ? Theme.colors.hover : "transparent"
                radius: Theme.radius

                JFocusRing {
                    gap: -2
                    shown: title.visualFocus
                }
            }
        }

        JButton {
            id: add

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            iconName: "add"
            kind: JButton.Ghost
            text: Theme.compact ? "" : head.addLabel !== "" ? qsTr("添加%1").arg(head.addLabel) : qsTr("添加一行")
            visible: head.form.editable

            Accessible.name: head.addLabel !== "" ? qsTr("在“%1”下添加%2").arg(head.caption).arg(head.addLabel) : qsTr("在“%1”下添加一行").arg(head.caption)
            onClicked: head.form.addInGroup(head.tableId, head.row, head.level)
        }
    }

    Loader {
        active: head.open
        sourceComponent: JCard {
            contentItem: FieldGrid {
                fields: head.fields
                form: head.form
            }
        }
        visible: active
        width: head.width
    }
}
