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
    property int openRow: -1
    readonly property int rowsAtOnce: 6     // the rest is made between the frames: a form opens without waiting for them

    // Opens what has to be open and puts the cursor there.
    function focusAt(row: int, field: int): void {
        if (!isTable) {
            (grid.item as FieldGrid).fieldAt(field).focusInput();
            return;
        }
        if (row < 0)
            return;
        openRow = row;
        const place = rowRepeater.itemAt(row) as Loader;
        if (place)
            (place.item as RowCard).focusField(field);
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

            Loader {
                id: place

                required property int index
                required property FieldListModel fields
                required property string caption
                required property string subtitle
                required property string severity
                required property string opinion
                readonly property bool open: section.openRow === index

                asynchronous: index >= section.rowsAtOnce && !open
                height: item ? (item as Item).implicitHeight : Theme.rowHeight
                sourceComponent: RowCard {
                    caption: place.caption
                    fields: place.fields
                    form: section.form
                    index: place.index
                    open: place.open
                    opinion: place.opinion
                    rowCount: section.rows.count
                    severity: place.severity
                    subtitle: place.subtitle
                    tableId: section.tableId

                    onToggled: section.openRow = place.open ? -1 : place.index
                }
                width: parent ? parent.width : 0
            }
        }

        JText {
            muted: true
            text: qsTr("还没有内容，点“添加”开始填写。")
            visible: section.isTable && section.rows.count === 0
        }
    }
}
