import QtQuick
import Jixiao.Theme

// A number of findings with the icon of their weight, so that colour is not all that tells them apart; hidden at 0.
Row {
    id: mark

    required property int count
    required property string severity     // "error", "warning" or "hint"
    readonly property color ink: Theme.severityTone(severity).ink

    spacing: 3
    visible: count > 0

    Accessible.name: qsTr("%1 %2 处").arg(Theme.severityWord(severity)).arg(count)
    Accessible.role: Accessible.StaticText

    JIcon {
        anchors.verticalCenter: parent.verticalCenter
        color: mark.ink
        name: Theme.severityIcon(mark.severity)
        size: Theme.iconSmall
    }

    JLabel {
        anchors.verticalCenter: parent.verticalCenter
        color: mark.ink
        font.weight: Font.Medium
        size: Theme.fontSmall
        text: String(mark.count)
        wrapMode: Text.NoWrap
    }
}
