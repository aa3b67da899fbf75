pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// One indicator, large: its target and last value, what is typed, and what that is worth.
OutcomeItem {
    id: page

    required property OutcomeViewModel outcome
    readonly property bool keyed: kind === "number"             // the number pad types here
    readonly property bool writing: wordsScope.activeFocus      // another keyboard is in use
    readonly property int gutter: Theme.compact ? Theme.space4 : Theme.space6
    readonly property string figure: typed || "—"

    signal nextRequested
    signal padRequested

    Flickable {
        id: view

        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: column.height
        contentWidth: width
        flickableDirection: Flickable.VerticalFlick

        T.ScrollBar.vertical: JScrollBar {
        }

        JReveal {
            view: view
        }

        Column {
            id: column

            bottomPadding: Theme.space4
            spacing: Theme.space3
            width: Math.min(view.width - 2 * page.gutter, 640 * Theme.scale)
            x: Math.max(page.gutter, (view.width - width) / 2)

            Column {
                width: parent.width

                JText {
                    font.weight: Font.DemiBold
                    size: Theme.fontTitle
                    text: page.name
                    width: parent.width

                    Accessible.role: Accessible.Heading
                }

                JText {
                    muted: true
                    size: Theme.fontSmall
                    text: page.level
                    visible: text !== ""
                    width: parent.width
                }
            }

            Flow {
                spacing: Theme.space4
                width: parent.width

                JText {
                    text: qsTr("目标 %1").arg(page.target)
                    width: Math.min(implicitWidth, parent.width)
                }

                JText {
                    muted: true
                    text: page.last ? qsTr("上次 %1（%2）").arg(page.last).arg(page.lastFrom) : qsTr("没有上次的值")
                    width: Math.min(implicitWidth, parent.width)
                }
            }

            // The figure the pad types; a reader hears it at every change.
            Rectangle {
                border.color: Theme.colors.outline
                color: Theme.colors.surface
                height: figureRow.height + 2 * Theme.space2
                radius: Theme.radius
                visible: page.keyed
                width: parent.width

                Accessible.description: page.unitText
                Accessible.name: qsTr("%1的完成值 %2").arg(page.name).arg(page.typed || qsTr("未填"))
                Accessible.role: Accessible.StaticText

                TapHandler {
                    onTapped: page.padRequested()
                }

                Row {
                    id: figureRow

                    anchors.right: parent.right
                    anchors.rightMargin: Theme.space4
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: Theme.space2

                    JLabel {
                        id: figureText

                        color: page.typed ? Theme.colors.text : Theme.colors.textMuted
                        font.weight: Font.DemiBold
                        size: Math.round(Theme.fontDisplay * 1.2)
                        text: page.figure
                        wrapMode: Text.NoWrap
                    }

                    JLabel {
                        anchors.baseline: figureText.baseline
                        muted: true
                        size: Theme.fontTitle
                        text: page.unitText
                        visible: text !== ""
                        wrapMode: Text.NoWrap
                    }
                }
            }

            Column {
                spacing: Theme.space2
                visible: page.kind === "words"
                width: parent.width

                Repeater {
                    model: page.words

                    JButton {
                        required property string modelData

                        checked: page.typed === modelData
                        enabled: page.outcome.editable
                        height: Math.max(56, implicitHeight)
                        iconName: page.typed === modelData ? "check" : ""
                        kind: page.typed === modelData ? JButton.Primary : JButton.Secondary
                        text: modelData
                        width: parent ? parent.width : 0

                        onClicked: page.outcome.type(page.index, modelData)
                    }
                }
            }

            OutcomeValue {
                kind: page.kind
                name: page.name
                typed: page.typed
                unitText: page.unitText
                usable: page.outcome.editable
                visible: page.kind === "text" || page.kind === "date"
                width: parent.width
                words: page.words

                onCommitted: page.outcome.saveNow()
                onEdited: text => page.outcome.type(page.index, text)
                onNextRequested: page.nextRequested()
            }

            Flow {
                spacing: Theme.space3
                visible: page.score !== "" || page.light !== ""
                width: parent.width

                JText {
                    font.weight: Font.DemiBold
                    height: Math.max(implicitHeight, mark.implicitHeight)
                    size: Theme.fontTitle
                    text: page.weight ? qsTr("%1 / %2 分").arg(page.score).arg(page.weight) : qsTr("%1 %2 分").arg(page.grade).arg(page.score)
                    visible: page.score !== ""

                    Accessible.name: qsTr("得分 %1").arg(page.score)
                }

                LightMark {
                    id: mark

                    light: page.light
                }
            }

            OutcomeTally {
                count: page.monthCount
                month: page.outcome.tallyLabel
                usable: page.outcome.editable
                visible: page.countable

                onStepped: step => page.outcome.tally(page.index, step)
            }

            FocusScope {
                id: wordsScope

                height: detail.height
                width: parent.width

                OutcomeDetail {
                    id: detail

                    item: page
                    outcome: page.outcome
                    tallied: false
                    width: parent.width
                }
            }
        }
    }
}
