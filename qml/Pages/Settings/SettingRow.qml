import QtQuick
import QtQuick.Layouts
import Jixiao.Theme
import Jixiao.Controls

// A setting: its name and a line of help at the left, its control at the right (below on a narrow window).
GridLayout {
    id: row

    required property string title
    property string help: ""
    default property alias control: slot.data

    columnSpacing: Theme.space4
    columns: Theme.compact ? 1 : 2
    rowSpacing: Theme.space2

    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0

        JText {
            Layout.fillWidth: true
            text: row.title
        }

        JText {
            Layout.fillWidth: true
            muted: true
            size: Theme.fontSmall
            text: row.help
            visible: text !== ""
        }
    }

    RowLayout {
        id: slot

        Layout.fillWidth: Theme.compact
        spacing: Theme.space2
    }
}
