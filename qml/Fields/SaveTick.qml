pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.Theme
import Jixiao.Controls

// Whether what was typed is already kept: nothing, 正在保存 or 已保存.
Row {
    id: tick

    required property string phase      // "", "saving" or "saved"
    readonly property string words: phase === "saving" ? qsTr("正在保存") : qsTr("已保存")

    spacing: Theme.space1
    visible: phase !== ""

    Accessible.name: words
    Accessible.role: Accessible.StaticText

    JIcon {
        anchors.verticalCenter: parent.verticalCenter
        color: tick.phase === "saved" ? Theme.colors.approved.ink : Theme.colors.textMuted
        name: tick.phase === "saved" ? "check" : "sync"
        size: Math.round(Theme.fontSmall * 1.2)
    }

    JLabel {
        muted: true
        size: Theme.fontSmall
        text: tick.words
        wrapMode: Text.NoWrap
    }
}
