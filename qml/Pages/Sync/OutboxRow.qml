import QtQuick
import Jixiao.Theme
import Jixiao.Controls

// One change that waits to be sent, and why.
JListRow {
    id: row

    required property string what
    required property string mutationState
    required property string reason
    required property string nextTry
    required property string mutationId
    required property string formId
    required property var model

    signal dismissRequested

    subtitle: Theme.dotted([what, reason, nextTry !== "" && mutationState === "waiting" ? qsTr("%1 再试").arg(nextTry) : ""])
    title: row.model.title !== "" ? row.model.title : qsTr("本单位资料")

    JButton {
        kind: JButton.Ghost
        text: qsTr("知道了")
        visible: row.mutationState === "refused"

        onClicked: row.dismissRequested()
    }

    JStatusChip {
        status: row.mutationState
    }
}
