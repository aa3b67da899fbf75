import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme
import Jixiao.Controls

// One form in the list: name, code, money, where it stands, and what is wrong with it.
T.ItemDelegate {
    id: row

    required property int index
    required property string formId
    required property string title
    required property string code
    required property string budget
    required property string moneyUnit
    required property string status
    required property string note
    required property string changed
    required property int errors
    required property int warnings
    required property int unsent
    required property int round
    required property string formName
    required property string match
    required property string markedTitle
    readonly property string money: budget === "" ? "" : qsTr("%1 %2").arg(budget).arg(moneyUnit)
    readonly property string detail: Theme.dotted([code !== "" ? code : title !== formName ? formName : "", changed !== "" ? qsTr("%1修改").arg(changed) : ""])

    function coloured(marked: string): string {
        return marked.replace(/<b>/g, "<b><font color=\"" + Theme.colors.primary + "\">").replace(/<\/b>/g, "</font></b>");
    }

    bottomPadding: Theme.space3
    hoverEnabled: true
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    leftPadding: Theme.compact ? Theme.space4 : Theme.space6
    rightPadding: leftPadding
    topPadding: Theme.space3

    Accessible.description: Theme.dotted([code, money, Theme.statusWord(status)])
    Accessible.name: title
    Accessible.role: Accessible.ListItem
    Keys.onEnterPressed: clicked()
    Keys.onReturnPressed: clicked()
    onActiveFocusChanged: if (activeFocus && ListView.view)
        ListView.view.currentIndex = index

    // Placed by hand and with as little in it as can be: a long list is made of these.
    contentItem: Item {
        id: content

        readonly property real edge: width - arrow.width - Theme.space4
        readonly property real chipLeft: Theme.compact ? 0 : edge - 132 * Theme.scale
        readonly property real moneyLeft: chipLeft - Theme.space4 - 112 * Theme.scale
        readonly property real marksRight: Theme.compact ? edge : moneyLeft - Theme.space4
        readonly property real textWidth: Math.max(0, row.errors > 0 ? marksRight - marks.width - Theme.space4 : marksRight)
        readonly property real underText: words.y + words.height + 2

        implicitHeight: Theme.compact ? underText + Theme.space1 + chip.height : underText - 2

        JLabel {
            id: heading

            elide: Text.ElideRight
            font.weight: Font.Medium
            maximumLineCount: 2
            size: Theme.fontTitle
            text: row.markedTitle !== "" ? row.coloured(row.markedTitle) : row.title
            textFormat: row.markedTitle !== "" ? Text.StyledText : Text.PlainText
            width: content.textWidth
        }

        JLabel {
            id: words

            color: row.match === "" && row.note !== "" ? Theme.statusTone(row.status).ink : Theme.colors.textMuted
            elide: Text.ElideRight
            maximumLineCount: 1
            size: Theme.fontSmall
            text: row.match !== "" ? row.coloured(row.match) : row.note !== "" ? row.note : row.detail
            textFormat: row.match !== "" ? Text.StyledText : Text.PlainText
            width: content.textWidth
            y: heading.height + 2
        }

        Loader {
            id: marks

            active: row.errors > 0
            sourceComponent: marksComponent
            x: content.marksRight - width
            y: Math.round((content.height - height) / 2)
        }

        JLabel {
            horizontalAlignment: Theme.compact ? Text.AlignLeft : Text.AlignRight
            muted: Theme.compact
            size: Theme.compact ? Theme.fontSmall : Theme.fontBody
            text: !Theme.compact && row.moneyUnit === "万元" ? row.budget : row.money
            width: Theme.compact ? content.width - x : 112 * Theme.scale
            x: Theme.compact ? chip.width + Theme.space3 : content.moneyLeft
            y: Theme.compact ? chip.y + Math.round((chip.height - height) / 2) : Math.round((content.height - height) / 2)
        }

        JStatusChip {
            id: chip

            detail: row.round > 1 ? qsTr("第 %1 轮").arg(row.round) : ""
            status: row.status
            x: content.chipLeft
            y: Theme.compact ? content.underText + Theme.space1 : Math.round((content.height - height) / 2)
        }

        JIcon {
            id: arrow

            color: Theme.colors.textMuted
            name: "chevron-right"
            size: Theme.iconSmall
            x: content.width - width
            y: Math.round((content.height - height) / 2)
        }
    }
    background: Rectangle {
        color: row.down ? Theme.colors.pressed : row.hovered ? Theme.colors.hover : Theme.colors.surface

        Rectangle {
            anchors.bottom: parent.bottom
            color: Theme.colors.hairline
            height: 1
            width: parent.width
        }

        Loader {
            active: row.visualFocus || row.activeFocus && !Theme.touch
            anchors.fill: parent
            sourceComponent: ringComponent
        }
    }

    Component {
        id: marksComponent

        // The row is out of sight here for the linter of Qt 6.4.
        JCount {
            count: row.errors // qmllint disable unqualified
            severity: "error"
        }
    }

    Component {
        id: ringComponent

        JFocusRing {
            gap: -4
            shown: true
        }
    }
}
