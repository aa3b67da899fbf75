pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.App
import Jixiao.Theme

// The fields of a section or of a row: short ones side by side where there is room, long texts over the whole width.
// Of the numbers of columns that fit it takes one that leaves few holes.
Flow {
    id: grid

    required property FormViewModel form
    required property FieldListModel fields
    property bool units: true       // say at each amount what it is in
    property bool dense: false      // short fields in a narrow place: as many side by side as have room
    readonly property int room: {
        if (dense)
            return Math.max(1, Math.min(5, Math.floor((width + spacing) / (116 * Theme.scale + spacing))));
        return width > 720 * Theme.scale ? 4 : width > 540 * Theme.scale ? 3 : width > 340 * Theme.scale ? 2 : 1;
    }
    readonly property int perRow: {
        // Values that are read together, such as the grades of a standard, stand in one line.
        if (values > 3 && values <= room)
            return values;
        let best = room;
        for (let less = room - 1; made > 0 && less >= (dense ? 2 : 3); --less)
            if (holes(less) < holes(best))
                best = less;
        return best;
    }
    readonly property real cell: Math.floor((width - (perRow - 1) * spacing) / perRow)
    // The highest label of each line of fields, for all of the line.
    readonly property var labels: {
        const highest = [];
        for (let i = 0; i < made; ++i) {
            const field = fieldAt(i);
            const line = lineOf(i);
            highest[line] = Math.max(highest[line] ?? 0, field ? field.labelHeight : 0);
        }
        return highest;
    }
    readonly property int values: {
        let count = 0;
        for (let i = 0; i < made; ++i)
            count += fieldAt(i)?.type === "value" ? 1 : 0;
        return count;
    }
    property int made: 0

    function fieldAt(row: int): FormField {
        return repeater.itemAt(row) as FormField;
    }

    // How many columns a field takes where there are `perRow`.
    function span(field: FormField, perRow: int): int {
        if (field.type === "longText")
            return perRow;
        const wide = field.type === "value" && values < 3 || field.type === "text" && (field.maxLength === 0 || field.maxLength > 40);
        return Math.min(wide ? 2 : 1, perRow);
    }

    function lineOf(index: int): int {
        let line = 0;
        let used = 0;
        for (let i = 0; i <= index; ++i) {
            const field = fieldAt(i);
            const wanted = field ? span(field, perRow) : 1;
            if (used + wanted > perRow) {
                ++line;
                used = 0;
            }
            used += wanted;
        }
        return line;
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

            required property int index
            readonly property int columns: grid.span(field, grid.perRow)

            form: grid.form
            showUnit: grid.units
            leastLabelHeight: grid.labels[grid.lineOf(index)] ?? 0
            width: columns * grid.cell + (columns - 1) * grid.spacing
        }
    }
}
