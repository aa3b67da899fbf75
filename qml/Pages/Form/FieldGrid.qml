pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.App
import Jixiao.Theme

// The fields of a section or of a row: short ones side by side where there is room, long texts over the whole width.
// Of three and four columns it takes the one that leaves fewer holes.
Flow {
    id: grid

    required property FormViewModel form
    required property FieldListModel fields
    readonly property int room: width > 720 * Theme.scale ? 4 : width > 540 * Theme.scale ? 3 : width > 340 * Theme.scale ? 2 : 1
    readonly property int perRow: made > 0 && room === 4 && holes(3) < holes(4) ? 3 : room
    readonly property real cell: Math.floor((width - (perRow - 1) * spacing) / perRow)
    property int made: 0

    function fieldAt(row: int): FormField {
        return repeater.itemAt(row) as FormField;
    }

    // How many columns a field takes where there are `perRow`.
    function span(field: FormField, perRow: int): int {
        if (field.type === "longText")
            return perRow;
        const wide = field.type === "value" || field.type === "text" && (field.maxLength === 0 || field.maxLength > 40);
        return Math.min(wide ? 2 : 1, perRow);
    }

    function holes(perRow: int): int {
        let holes = 0;
        let used = 0;
        for (let i = 0; i < repeater.count; ++i) {
            const field = fieldAt(i);
            const wanted = field ? span(field, perRow) : 1;
            if (used + wanted > perRow) {
                holes += perRow - used;
                used = 0;
            }
            used += wanted;
        }
        return holes + perRow - used;
    }

    spacing: Theme.space4

    Repeater {
        id: repeater

        model: grid.fields

        onItemAdded: ++grid.made

        FormField {
            id: field

            readonly property int columns: grid.span(field, grid.perRow)

            form: grid.form
            width: columns * grid.cell + (columns - 1) * grid.spacing
        }
    }
}
