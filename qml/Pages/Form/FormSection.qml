import QtQuick
import QtQuick.Layouts
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified

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
    required property bool fixed
    required property string unitText
    required property string addLabel

    // Opens what has to be open and puts the cursor there.
    function focusAt(row: int, field: int): void {
        if (!isTable) {
            (grid.item as FieldGrid).fieldAt(field).focusInput();
            return;
        }
        if (row < 0)
            return;
        if (fixed)
            (table.item as FixedTable).focusField(row, field);
        else
            (table.item as TableRows).focusField(row, field);
    }

    // The item to scroll to.
    function itemAt(row: int): Item {
        const place = !isTable || row < 0 ? null : fixed ? (table.item as FixedTable).rowAt(row) : (table.item as TableRows).rowAt(row);
        return place ?? section;
    }

    spacing: Theme.space3

    JSection {
        Layout.fillWidth: true
        subtitle: section.unitText !== "" ? qsTr("金额单位：%1").arg(section.unitText) : section.isTable && !section.fixed ? qsTr("%1 条").arg(section.rows.count) : ""
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
            text: section.addLabel !== "" ? qsTr("添加%1").arg(section.addLabel) : qsTr("添加")
            visible: section.isTable && !section.fixed && section.form.editable

            Accessible.name: qsTr("添加%1").arg(section.addLabel !== "" ? section.addLabel : section.label)
            onClicked: {
                (table.item as TableRows).openRow = section.rows.count;
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

    Loader {
        id: table

        Layout.fillWidth: true
        active: section.isTable
        sourceComponent: section.fixed ? fixedRows : tableRows
        visible: active
    }

    Component {
        id: tableRows

        TableRows {
            form: section.form
            grouped: section.addLabel !== ""
            rows: section.rows
            tableId: section.tableId
        }
    }

    Component {
        id: fixedRows

        FixedTable {
            form: section.form
            rows: section.rows
            tableId: section.tableId
        }
    }
}
