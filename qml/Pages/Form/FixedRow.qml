import QtQuick
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// One row of a table that always has the same rows. A row a file brought on top of them can be removed.
Column {
    id: line

    required property FormViewModel form
    required property string tableId
    required property bool wide
    required property real names
    required property int index
    required property FieldListModel fields
    required property string caption
    required property bool fixed

    function focusField(field: int): void {
        const editor = grid.fieldAt(Math.max(0, field));
        if (editor)
            editor.focusInput();
    }

    spacing: Theme.space4

    Rectangle {
        color: Theme.colors.hairline
        height: 1
        visible: line.index > 0
        width: line.width
    }

    Grid {
        columnSpacing: Theme.space4
        columns: line.wide ? 2 : 1
        rowSpacing: Theme.space2
        width: line.width

        Row {
            width: line.names

            JText {
                font.weight: Font.DemiBold
                text: line.caption
                width: parent.width - (remove.visible ? remove.width : 0)

                Accessible.role: Accessible.Heading
            }

            JIconButton {
                id: remove

                iconName: "remove"
                name: qsTr("删除%1").arg(line.caption)
                visible: !line.fixed && line.form.editable

                onClicked: line.form.removeRow(line.tableId, line.index)
            }
        }

        FieldGrid {
            id: grid

            dense: true
            units: false
            fields: line.fields
            form: line.form
            width: line.wide ? line.width - line.names - Theme.space4 : line.width
        }
    }
}
