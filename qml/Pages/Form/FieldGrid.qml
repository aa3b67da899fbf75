pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Jixiao.App
import Jixiao.Theme

// The fields of a section or of a row: two or more side by side where there is room, long texts over the whole width.
GridLayout {
    id: grid

    required property FormViewModel form
    required property FieldListModel fields
    readonly property int perRow: width > 720 * Theme.scale ? 4 : width > 380 * Theme.scale ? 2 : 1

    function fieldAt(row: int): FormField {
        return repeater.itemAt(row) as FormField;
    }

    columnSpacing: Theme.space4
    columns: perRow
    rowSpacing: Theme.space4

    Repeater {
        id: repeater

        model: grid.fields

        FormField {
            Layout.alignment: Qt.AlignTop
            Layout.columnSpan: type === "longText" ? grid.perRow : type === "text" ? Math.min(2, grid.perRow) : 1
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            form: grid.form
        }
    }
}
