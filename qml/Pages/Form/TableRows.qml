import QtQuick
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified

// The rows of a table as cards that open one at a time, under the groups they belong to.
Column {
    id: table

    required property FormViewModel form
    required property RowListModel rows
    required property string tableId
    required property bool grouped
    property int openRow: -1
    readonly property int rowsAtOnce: 6     // the rest is made between the frames: a form opens without waiting for them

    function focusField(row: int, field: int): void {
        const place = lines.itemAt(row) as Place;
        if (field < 0 && grouped) {
            if (place)
                place.openGroups();
            return;
        }
        openRow = row;
        if (place && place.card)
            place.card.focusField(field);
    }

    function rowAt(row: int): Item {
        return lines.itemAt(row);
    }

    component Place: Column {
        id: place

        required property int index
        required property FieldListModel fields
        required property GroupListModel groups
        required property string caption
        required property string subtitle
        required property string severity
        required property string opinion
        required property bool canMoveUp
        required property bool canMoveDown
        readonly property bool open: table.openRow === index
        readonly property RowCard card: body.item as RowCard

        function openGroups(): void {
            if (heads.item)
                (heads.item as GroupHeads).openAll();
        }

        spacing: Theme.space2

        Loader {
            id: heads

            active: table.grouped
            sourceComponent: GroupHeads {
                form: table.form
                groups: place.groups
                row: place.index
                tableId: table.tableId
            }
            visible: active
            width: place.width
        }

        Loader {
            id: body

            asynchronous: place.index >= table.rowsAtOnce && !place.open
            height: item ? (item as Item).implicitHeight : Theme.rowHeight
            sourceComponent: RowCard {
                canMoveDown: place.canMoveDown
                canMoveUp: place.canMoveUp
                caption: place.caption
                fields: place.fields
                form: table.form
                index: place.index
                open: place.open
                opinion: place.opinion
                severity: place.severity
                subtitle: place.subtitle
                tableId: table.tableId

                onToggled: table.openRow = place.open ? -1 : place.index
            }
            width: place.width
        }
    }

    spacing: Theme.space2

    Repeater {
        id: lines

        model: table.rows

        Place {
            width: table.width
        }
    }

    JText {
        muted: true
        text: qsTr("还没有内容，点“添加”开始填写。")
        visible: table.rows !== null && table.rows.count === 0
    }
}
