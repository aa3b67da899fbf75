import QtQuick
import Jixiao.Theme

// Where a form stands, in one colour, one icon and one word. `detail` may add a few words ("第 2 轮").
Rectangle {
    id: chip

    required property string status     // see Theme.statusWord
    property string detail: ""
    readonly property color ink: Theme.statusTone(status).ink
    readonly property string words: detail ? Theme.statusWord(status) + " · " + detail : Theme.statusWord(status)

    color: Theme.statusTone(status).soft
    implicitHeight: Math.max(24, row.implicitHeight + Theme.space1)
    implicitWidth: row.implicitWidth + 2 * Theme.space2 + 2
    radius: height / 2

    Accessible.name: words
    Accessible.role: Accessible.StaticText

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.space1

        JIcon {
            anchors.verticalCenter: parent.verticalCenter
            color: chip.ink
            name: Theme.statusIcon(chip.status)
            size: Math.round(Theme.fontSmall * 1.2)
        }

        JLabel {
            color: chip.ink
            font.weight: Font.Medium
            size: Theme.fontSmall
            text: chip.words
            wrapMode: Text.NoWrap
        }
    }
}
