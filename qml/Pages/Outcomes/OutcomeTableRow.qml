import QtQuick
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified type

// One indicator as a row of the table: what was planned, what was reached, what it is worth. It unfolds to how that
// came about and to the words that are asked for.
OutcomeItem {
    id: tableRow

    required property OutcomeViewModel outcome
    required property var columns       // widths: name, target, last, value, score, light
    property bool open: false
    readonly property bool lacking: needs.length > 0 && scoreState !== "unfilled"

    signal nextRequested

    function focusValue(): void {
        value.forceActiveFocus(Qt.TabFocusReason);
    }

    height: body.height
    width: ListView.view ? ListView.view.width : 0

    Rectangle {
        anchors.fill: parent
        color: Theme.colors.surface

        Rectangle {
            anchors.bottom: parent.bottom
            color: Theme.colors.hairline
            height: 1
            width: parent.width
        }
    }

    Column {
        id: body

        bottomPadding: Theme.space2
        leftPadding: Theme.space4
        rightPadding: Theme.space2
        spacing: Theme.space3
        topPadding: Theme.space2
        width: parent.width

        Row {
            id: line

            readonly property real least: Theme.controlHeight

            spacing: Theme.space3

            Column {
                id: names

                anchors.verticalCenter: parent.verticalCenter
                width: tableRow.columns.name

                JText {
                    font.weight: Font.Medium
                    text: tableRow.name
                    width: parent.width
                }

                JText {
                    elide: Text.ElideRight
                    maximumLineCount: 1
                    muted: true
                    size: Theme.fontSmall
                    text: tableRow.level
                    visible: text !== ""
                    width: parent.width
                }

                JText {
                    color: Theme.severityTone("warning").ink
                    font.weight: Font.Medium
                    size: Theme.fontSmall
                    text: qsTr("须补充 %1").arg(tableRow.needs.join(qsTr("；")))
                    visible: tableRow.lacking && !tableRow.open
                    width: parent.width
                }
            }

            JText {
                anchors.verticalCenter: parent.verticalCenter
                text: tableRow.target
                width: tableRow.columns.target

                Accessible.name: qsTr("指标值 %1").arg(text)
            }

            Column {
                anchors.verticalCenter: parent.verticalCenter
                visible: tableRow.columns.last > 0
                width: tableRow.columns.last

                JText {
                    muted: true
                    text: tableRow.last || "—"
                    width: parent.width

                    Accessible.name: tableRow.last ? qsTr("上次 %1，%2").arg(tableRow.last).arg(tableRow.lastFrom) : qsTr("没有上次的值")
                }

                JLabel {
                    muted: true
                    size: Theme.fontSmall
                    text: tableRow.lastFrom
                    visible: text !== ""
                    width: parent.width
                }
            }

            OutcomeValue {
                id: value

                anchors.verticalCenter: parent.verticalCenter
                kind: tableRow.kind
                name: tableRow.name
                typed: tableRow.typed
                unitText: tableRow.unitText
                usable: tableRow.outcome.editable
                width: tableRow.columns.value
                words: tableRow.words

                onCommitted: tableRow.outcome.saveNow()
                onEdited: text => tableRow.outcome.type(tableRow.index, text)
                onNextRequested: tableRow.nextRequested()
            }

            Column {
                anchors.verticalCenter: parent.verticalCenter
                visible: tableRow.columns.score > 0
                width: tableRow.columns.score

                JText {
                    font.weight: Font.DemiBold
                    horizontalAlignment: Text.AlignRight
                    text: tableRow.score || (tableRow.scoreState === "notApplicable" ? qsTr("不适用") : tableRow.scoreState === "undecided" ? qsTr("待判定") : tableRow.scoreState === "uncovered" ? qsTr("未覆盖") : "—")
                    width: parent.width

                    Accessible.name: qsTr("得分 %1").arg(text)
                }

                JText {
                    horizontalAlignment: Text.AlignRight
                    muted: true
                    size: Theme.fontSmall
                    text: tableRow.weight ? qsTr("/ %1").arg(tableRow.weight) : tableRow.grade
                    visible: text !== ""
                    width: parent.width

                    Accessible.name: tableRow.weight ? qsTr("分值 %1").arg(tableRow.weight) : qsTr("等次 %1").arg(tableRow.grade)
                }
            }

            Item {
                anchors.verticalCenter: parent.verticalCenter
                height: mark.implicitHeight
                width: tableRow.columns.light

                LightMark {
                    id: mark

                    anchors.horizontalCenter: parent.horizontalCenter
                    light: tableRow.light
                }
            }

            JIconButton {
                anchors.verticalCenter: parent.verticalCenter
                iconName: tableRow.open ? "chevron-up" : "chevron-down"
                ink: tableRow.lacking ? Theme.severityTone("warning").ink : Theme.colors.textMuted
                name: tableRow.open ? qsTr("收起%1").arg(tableRow.name) : qsTr("%1：算式、原因和备注").arg(tableRow.name)

                onClicked: tableRow.open = !tableRow.open
            }
        }

        Loader {
            active: tableRow.open
            height: item ? item.implicitHeight : 0
            sourceComponent: detail
            visible: active
            width: body.width - body.leftPadding - body.rightPadding - Theme.space2
        }
    }

    Component {
        id: detail

        OutcomeDetail {
            item: tableRow
            outcome: tableRow.outcome
        }
    }
}
