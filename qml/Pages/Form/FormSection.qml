import QtQuick
import QtQuick.Layouts
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// A section of the form: a grid of fields, or the rows of a table.
ColumnLayout {
    id: section

    required property FormViewModel form
    required property string label
    required property bool isTable
    required property string tableId
    required property FieldListModel fields
    required property RowListModel rows
    required property int errors
    required property int warnings
    property int openRow: -1

    // Opens what has to be open and puts the cursor there.
    function focusAt(row: int, field: int): void {
        if (!isTable) {
            (grid.item as FieldGrid).fieldAt(field).focusInput();
            return;
        }
        if (row < 0)
            return;
        openRow = row;
        const card = rowRepeater.itemAt(row) as RowCard;
        if (card)
            card.focusField(field);
    }

    // The item to scroll to.
    function itemAt(row: int): Item {
        return isTable && row >= 0 ? rowRepeater.itemAt(row) : section;
    }

    spacing: Theme.space3

    JSection {
        Layout.fillWidth: true
        subtitle: section.isTable ? qsTr("%1 条").arg(section.rows.count) : ""
        title: section.label

        JCount {
            count: section.errors
            severity: "error"
        }

        JCount {
            count: section.warnings
            severity: "warning"
        }

        JButton {
            iconName: "add"
            kind: JButton.Ghost
            text: qsTr("添加")
            visible: section.isTable && section.form.editable

            Accessible.name: qsTr("添加%1").arg(section.label)
            onClicked: {
                section.openRow = section.rows.count;
                section.form.addRow(section.tableId, section.rows.count - 1);
            }
        }
    }

    JCard {
        Layout.fillWidth: true
        visible: !section.isTable

        contentItem: Loader {
            id: grid

            active: !section.isTable
            sourceComponent: FieldGrid {
                fields: section.fields
                form: section.form
            }
        }
    }

    Column {
        Layout.fillWidth: true
        spacing: Theme.space2
        visible: section.isTable

        Repeater {
            id: rowRepeater

            model: section.rows

            RowCard {
                width: parent ? parent.width : 0
                form: section.form
                open: section.openRow === index
                rowCount: section.rows.count
                tableId: section.tableId

                onToggled: section.openRow = section.openRow === index ? -1 : index
            }
        }

        JText {
            muted: true
            text: qsTr("还没有内容，点“添加”开始填写。")
            visible: section.isTable && section.rows.count === 0
        }
    }
}
