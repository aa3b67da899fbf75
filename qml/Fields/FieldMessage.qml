import QtQuick
import Jixiao.Theme
import Jixiao.Controls

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified

// The line under an editor: a plain hint, or a finding with its icon and its one-tap fix.
Flow {
    id: line

    required property string text
    property string severity: ""        // "" is a plain hint
    property string fixText: ""
    readonly property bool finding: severity !== ""
    readonly property color ink: finding ? Theme.severityTone(severity).ink : Theme.colors.textMuted
    readonly property real iconRoom: finding ? glyph.width + Theme.space1 : 0

    signal fixRequested

    spacing: Theme.space1

    Accessible.ignored: !finding
    Accessible.name: finding ? Theme.severityWord(severity) + "：" + text : text
    Accessible.role: finding ? Accessible.AlertMessage : Accessible.StaticText

    Item {
        readonly property real wanted: Math.ceil(words.implicitWidth) + line.iconRoom
        readonly property bool beside: fix.visible && wanted <= line.width - fix.width - Theme.space2

        height: Math.max(words.implicitHeight, beside ? fix.height : 0)
        width: beside ? wanted + Theme.space1 : line.width

        JIcon {
            id: glyph

            color: line.ink
            name: Theme.severityIcon(line.severity)
            size: Theme.iconSmall
            visible: line.finding
            y: words.y + Math.round((Theme.line(Theme.fontSmall) - height) / 2)
        }

        JLabel {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            color: line.ink
            size: Theme.fontSmall
            text: line.text
            width: parent.width - x
            x: line.iconRoom
        }
    }

    Loader {
        id: fix

        active: line.finding && line.fixText !== ""
        sourceComponent: FixButton {
            text: line.fixText

            onClicked: line.fixRequested()
        }
        visible: active
    }
}
