import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified

// One row of a table: a line that says what it is, and its fields when open.
Rectangle {
    id: card

    required property FormViewModel form
    required property string tableId
    required property int index
    required property bool canMoveUp
    required property bool canMoveDown
    required property FieldListModel fields
    required property string caption
    required property string subtitle
    required property string severity
    required property string opinion
    property bool open: false
    readonly property string tone: ({
            "E": "error",
            "W": "warning",
            "H": "hint"
        })[severity] ?? ""

    signal toggled

    function focusField(row: int): void {
        const field = body.item ? (body.item as FieldGrid).fieldAt(Math.max(0, row)) : null;
        if (field)
            field.focusInput();
    }

    border.color: Theme.colors.hairline
    color: Theme.colors.surface
    implicitHeight: column.implicitHeight
    radius: Theme.radius

    ColumnLayout {
        id: column

        spacing: 0
        width: parent.width

        T.AbstractButton {
            id: head

            Layout.fillWidth: true
            hoverEnabled: true
            implicitHeight: Math.max(Theme.rowHeight, implicitContentHeight + 2 * Theme.space2)
            leftPadding: Theme.space4
            rightPadding: Theme.space3

            Accessible.description: card.subtitle
            Accessible.name: qsTr("第 %1 条 %2").arg(card.index + 1).arg(card.caption)
            Accessible.role: Accessible.Button
            onClicked: card.toggled()

            contentItem: RowLayout {
                spacing: Theme.space3

                JLabel {
                    Layout.preferredWidth: 20 * Theme.scale
                    horizontalAlignment: Text.AlignRight
                    muted: true
                    text: String(card.index + 1)
                }

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 0

                    JLabel {
                        Layout.fillWidth: true
                        elide: Text.ElideRight
                        font.weight: Font.Medium
                        maximumLineCount: card.open ? 3 : 1
                        text: card.caption
                    }

                    JLabel {
                        Layout.fillWidth: true
                        elide: Text.ElideRight
                        maximumLineCount: 1
                        muted: true
                        size: Theme.fontSmall
                        text: card.subtitle
                        visible: text !== ""
                    }
                }

                JIcon {
                    color: Theme.statusTone("returned").ink
                    name: visible ? "comment" : ""
                    size: Theme.iconSmall
                    visible: card.opinion !== ""
                }

                JIcon {
                    color: Theme.severityTone(card.tone).ink
                    name: card.tone
                    size: Theme.iconSmall
                    visible: card.tone !== ""
                }

                JIcon {
                    color: Theme.colors.textMuted
                    name: card.open ? "chevron-up" : "chevron-down"
                    size: Theme.iconSmall
                }
            }
            background: Rectangle {
                color: head.down ? Theme.colors.pressed : head.hovered ? Theme.colors.hover : "transparent"
                radius: Theme.radius

                JFocusRing {
                    gap: -2
                    shown: head.visualFocus
                }
            }
        }

        Loader {
            id: body

            Layout.bottomMargin: active ? Theme.space4 : 0
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space4
            Layout.rightMargin: Theme.space4
            Layout.topMargin: active ? Theme.space2 : 0
            active: card.open
            sourceComponent: FieldGrid {
                fields: card.fields
                form: card.form
            }
            visible: active
        }

        Loader {
            Layout.bottomMargin: Theme.space2
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space2
            Layout.rightMargin: Theme.space2
            active: card.open && card.form.editable
            sourceComponent: RowLayout {
                spacing: 0

                Item {
                    Layout.fillWidth: true
                }

                JIconButton {
                    enabled: card.canMoveUp
                    iconName: "arrow-up"
                    name: qsTr("上移第 %1 条").arg(card.index + 1)

                    onClicked: card.form.moveRow(card.tableId, card.index, card.index - 1)
                }

                JIconButton {
                    enabled: card.canMoveDown
                    iconName: "arrow-down"
                    name: qsTr("下移第 %1 条").arg(card.index + 1)

                    onClicked: card.form.moveRow(card.tableId, card.index, card.index + 1)
                }

                JIconButton {
                    iconName: "remove"
                    name: qsTr("删除第 %1 条").arg(card.index + 1)

                    onClicked: card.form.removeRow(card.tableId, card.index)
                }
            }
            visible: active
        }
    }
}
