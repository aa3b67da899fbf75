import QtQuick
import Jixiao.Theme
import Jixiao.Controls

// A monitoring light: a colour, an icon and a word.
Rectangle {
    id: mark

    required property string light      // "green", "yellow", "red", "blue"; "" shows nothing
    property bool brief: false          // without the word, where the column says what it is
    readonly property string severity: light === "green" ? "ok" : light === "yellow" ? "warning" : light === "red" ? "error" : "info"
    readonly property string word: {
        switch (light) {
        case "green":
            return qsTr("绿灯");
        case "yellow":
            return qsTr("黄灯");
        case "red":
            return qsTr("红灯");
        case "blue":
            return qsTr("蓝灯");
        default:
            return "";
        }
    }
    readonly property color ink: Theme.severityTone(severity).ink

    color: Theme.severityTone(severity).soft
    implicitHeight: row.implicitHeight + Theme.space1
    implicitWidth: row.implicitWidth + 2 * Theme.space2
    radius: height / 2
    visible: light !== ""

    Accessible.ignored: !visible
    Accessible.name: word
    Accessible.role: Accessible.StaticText

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.space1

        JIcon {
            anchors.verticalCenter: parent.verticalCenter
            color: mark.ink
            name: Theme.severityIcon(mark.severity)
            size: Math.round(Theme.fontSmall * 1.2)
        }

        JLabel {
            color: mark.ink
            font.weight: Font.Medium
            size: Theme.fontSmall
            text: mark.word
            visible: !mark.brief
            wrapMode: Text.NoWrap
        }
    }
}
