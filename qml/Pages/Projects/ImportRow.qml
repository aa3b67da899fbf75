import QtQuick
import Jixiao.Theme
import Jixiao.Controls

// One form a file holds: what it is, how much is in it, and what storing it would do.
JListRow {
    id: row

    required property int index
    required property var model
    required property string code
    required property string budget
    required property string formName
    required property int year
    required property string counts
    required property string state
    required property int repairs
    required property int doubts
    required property bool selected
    readonly property string stateText: ({
            "new": qsTr("新增"),
            "update": qsTr("更新已有的表"),
            "same": qsTr("与已有的相同")
        })[state] ?? ""
    readonly property color stateInk: state === "new" ? Theme.colors.primary : state === "update" ? Theme.severityTone("warning").ink : Theme.colors.textMuted
    readonly property string which: Theme.dotted([formName, qsTr("%1 年").arg(year), code])
    readonly property string described: which + "\n" + counts

    signal takenChanged(bool taken)

    fill: Theme.colors.surface
    subtitle: described
    subtitleLines: Theme.compact ? 4 : 3
    title: model.title

    Accessible.description: Theme.dotted([stateText, which, counts, repairs > 0 ? qsTr("%1 处提示").arg(repairs) : ""])
    Keys.onSpacePressed: takenChanged(!selected)

    Column {
        spacing: 2

        JLabel {
            anchors.right: parent.right
            text: row.budget
            visible: text !== "" && !Theme.compact
            wrapMode: Text.NoWrap
        }

        Row {
            anchors.right: parent.right
            spacing: Theme.space2

            JCount {
                count: row.doubts > 0 ? row.doubts : row.repairs
                severity: row.doubts > 0 ? "warning" : "hint"
                visible: row.repairs > 0
            }

            JLabel {
                color: row.stateInk
                size: Theme.fontSmall
                text: Theme.compact && row.state !== "new" ? row.state === "same" ? qsTr("相同") : qsTr("更新") : row.stateText
                visible: text !== ""
                wrapMode: Text.NoWrap
            }
        }
    }

    JCheckBox {
        checked: row.selected

        Accessible.name: qsTr("导入 %1").arg(row.title)
        onClicked: {
            const taken = checked;
            checked = Qt.binding(() => row.selected);
            row.takenChanged(taken);
        }
    }
}
