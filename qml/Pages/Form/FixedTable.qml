import QtQuick
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified

// A table that always has the same rows: every row open, its name beside its fields where there is room.
JCard {
    id: table

    required property FormViewModel form
    required property RowListModel rows
    required property string tableId
    readonly property bool wide: availableWidth > 640 * Theme.scale
    readonly property real names: wide ? 168 * Theme.scale : availableWidth

    function focusField(row: int, field: int): void {
        const line = lines.itemAt(row);
        if (line)
            (line as FixedRow).focusField(field);
    }

    function rowAt(row: int): Item {
        return lines.itemAt(row);
    }

    contentItem: Column {
        spacing: Theme.space4

        Repeater {
            id: lines

            model: table.rows

            FixedRow {
                form: table.form
                names: table.names
                tableId: table.tableId
                wide: table.wide
                width: table.availableWidth
            }
        }
    }
}
