pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.Theme
import Jixiao.Controls

// How a score and a light came about, and what is still missing: one line each, to be checked by hand.
Column {
    id: explain

    required property string arithmetic
    required property string weightFrom
    required property string lightFrom
    required property var needs
    required property var notes
    property string by: ""
    property string last: ""

    spacing: Theme.space1

    component Line: Row {
        id: line

        required property string caption
        required property string text
        property string severity: ""

        spacing: Theme.space2
        visible: text !== ""
        width: explain.width

        JText {
            id: captionText

            color: line.severity ? Theme.severityTone(line.severity).ink : Theme.colors.textMuted
            font.weight: line.severity ? Font.Medium : Font.Normal
            size: Theme.fontSmall
            text: line.caption
            width: 64 * Theme.scale
        }

        JText {
            color: line.severity ? Theme.severityTone(line.severity).ink : Theme.colors.text
            size: Theme.fontSmall
            text: line.text
            width: line.width - captionText.width - line.spacing
            wrapMode: Text.Wrap
        }
    }

    Line {
        caption: qsTr("须补充")
        severity: "warning"
        text: explain.needs.join(qsTr("；"))
    }

    Line {
        caption: qsTr("得分")
        text: explain.arithmetic
    }

    Line {
        caption: qsTr("分值")
        text: explain.weightFrom
    }

    Line {
        caption: qsTr("灯号")
        text: explain.lightFrom
    }

    Line {
        caption: qsTr("上次")
        text: explain.last
    }

    Line {
        caption: qsTr("提示")
        text: explain.notes.join(qsTr("；"))
    }

    Line {
        caption: qsTr("填报")
        text: explain.by
    }
}
