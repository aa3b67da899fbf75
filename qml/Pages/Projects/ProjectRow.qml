import QtQuick
import QtQuick.Layouts
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
    readonly property string marked: match.replace(/<b>/g, "<b><font color=\"" + Theme.colors.primary + "\">").replace(/<\/b>/g, "</font></b>")
    readonly property string money: budget === "" ? "" : qsTr("%1 %2").arg(budget).arg(moneyUnit)
    readonly property string detail: Theme.dotted([code !== "" ? code : title !== formName ? formName : "", changed !== "" ? qsTr("%1修改").arg(changed) : ""])

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

    contentItem: RowLayout {
        spacing: Theme.space4

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            JText {
                Accessible.ignored: true
                Layout.fillWidth: true
                elide: Text.ElideRight
                font.weight: Font.Medium
                maximumLineCount: 2
                size: Theme.fontTitle
                text: row.title
            }

            JText {
                Accessible.ignored: true
                Layout.fillWidth: true
                color: row.match === "" && row.note !== "" ? Theme.statusTone(row.status).ink : Theme.colors.textMuted
                elide: Text.ElideRight
                maximumLineCount: 1
                size: Theme.fontSmall
                text: row.match !== "" ? row.marked : row.note !== "" ? row.note : row.detail
                textFormat: row.match !== "" ? Text.StyledText : Text.PlainText
            }

            RowLayout {
                spacing: Theme.space3
                visible: Theme.compact

                JStatusChip {
                    status: row.status
                }

                JText {
                    Accessible.ignored: true
                    muted: true
                    size: Theme.fontSmall
                    text: row.money
                    visible: text !== ""
                }
            }
        }

        JCount {
            count: Math.max(0, row.errors)
            severity: "error"
        }

        JText {
            Accessible.ignored: true
            Layout.preferredWidth: 112 * Theme.scale
            horizontalAlignment: Text.AlignRight
            text: row.moneyUnit === "" || row.moneyUnit === "万元" ? row.budget : row.money
            visible: !Theme.compact
        }

        Item {
            Layout.preferredWidth: 132 * Theme.scale
            implicitHeight: chip.implicitHeight
            visible: !Theme.compact

            JStatusChip {
                id: chip

                detail: row.round > 1 ? qsTr("第 %1 轮").arg(row.round) : ""
                status: row.status
            }
        }

        JIcon {
            color: Theme.colors.textMuted
            name: "chevron-right"
            size: Theme.iconSmall
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

        JFocusRing {
            gap: -4
            shown: row.visualFocus || row.activeFocus && !Theme.touch
        }
    }
}
