pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.App
import Jixiao.Theme

// The groups that begin at a row, one line each.
Column {
    id: list

    required property FormViewModel form
    required property GroupListModel groups
    required property string tableId
    required property int row

    function openAll(): void {
        for (let i = 0; i < heads.count; ++i)
            (heads.itemAt(i) as GroupHead).open = true;
    }

    spacing: Theme.space1

    Repeater {
        id: heads

        model: list.groups

        GroupHead {
            form: list.form
            row: list.row
            tableId: list.tableId
            width: list.width
        }
    }
}
