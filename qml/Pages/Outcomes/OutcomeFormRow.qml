pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme
import Jixiao.Controls

// One form to report on: what is due on it until when, and how far it has come.
T.ItemDelegate {
    id: row

    required property int index
    required property string formId
    required property string title
    required property string formName
    required property int year
    required property string status
    required property string task
    required property string until
    required property bool late
    required property int filled
    required property int rows
    required property int unsent
    readonly property bool done: rows > 0 && filled >= rows
    readonly property bool overdue: late && !done
    readonly property string progress: filled < 0 ? "" : qsTr("已填 %1 / %2 项").arg(filled).arg(rows)
    readonly property string due: task === "" ? qsTr("暂无到期任务") : done ? qsTr("%1：已填完").arg(task) : overdue ? qsTr("%1：%2，已过期").arg(task).arg(until) : qsTr("%1：%2").arg(task).arg(until)

    bottomPadding: Theme.space3
    hoverEnabled: true
    implicitHeight: Math.max(64, body.height + topPadding + bottomPadding)
    leftPadding: Theme.compact ? Theme.space4 : Theme.space6
    rightPadding: leftPadding
    topPadding: Theme.space3

    Accessible.description: Theme.dotted([qsTr("%1 年").arg(year), due, progress])
    Accessible.name: title
    Accessible.role: Accessible.ListItem
    Keys.onEnterPressed: clicked()
    Keys.onReturnPressed: clicked()
    onActiveFocusChanged: if (activeFocus && ListView.view)
        ListView.view.currentIndex = index

    contentItem: Item {
        Column {
            id: body

            anchors.verticalCenter: parent.verticalCenter
            spacing: 2
            width: parent.width - go.width - Theme.space4

            JLabel {
                elide: Text.ElideRight
                font.weight: Font.Medium
                maximumLineCount: 2
                size: Theme.fontTitle
                text: row.title
                width: body.width
            }

            JLabel {
                elide: Text.ElideRight
                maximumLineCount: 1
                muted: true
                size: Theme.fontSmall
                text: Theme.dotted([qsTr("%1 年").arg(row.year), row.title !== row.formName ? row.formName : ""])
                width: body.width
            }

            Flow {
                spacing: Theme.space3
                width: body.width

                Row {
                    spacing: Theme.space1

                    JIcon {
                        anchors.verticalCenter: parent.verticalCenter
                        color: dueText.color
                        name: row.done ? "check-circle" : row.overdue ? "warning" : "clock"
                        size: Theme.iconSmall
                        visible: row.task !== ""
                    }

                    JLabel {
                        id: dueText

                        color: row.done ? Theme.severityTone("ok").ink : row.overdue ? Theme.severityTone("warning").ink : Theme.colors.textMuted
                        font.weight: row.overdue ? Font.Medium : Font.Normal
                        size: Theme.fontSmall
                        text: row.due
                        width: Math.min(implicitWidth, body.width - Theme.iconSmall - Theme.space1)
                    }
                }

                JLabel {
                    size: Theme.fontSmall
                    text: row.progress
                    visible: text !== ""
                }
            }
        }

        JIcon {
            id: go

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
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
