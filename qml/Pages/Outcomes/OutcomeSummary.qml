pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// The linter of Qt 6.4 does not know the functions of a list.
// qmllint disable type

// What the whole form comes to: total and grade or the worst light, how much is filled in, the amounts, and the
// self-evaluation form.
Column {
    id: summary

    required property OutcomeViewModel outcome
    property bool explained: false
    property bool startOffered: false   // "one by one" is a way to go from here

    signal startRequested

    spacing: Theme.space4

    JCard {
        width: summary.width

        contentItem: Column {
            spacing: Theme.space2

            Row {
                spacing: Theme.space3
                width: parent.width

                JText {
                    id: totalText

                    font.weight: Font.DemiBold
                    size: Theme.fontDisplay
                    text: summary.outcome.total
                    visible: summary.outcome.scores
                    wrapMode: Text.NoWrap

                    Accessible.name: qsTr("总分 %1").arg(text)
                }

                JText {
                    anchors.baseline: totalText.baseline
                    muted: true
                    text: qsTr("/ %1 分").arg(summary.outcome.maximum)
                    visible: summary.outcome.scores
                    wrapMode: Text.NoWrap
                }

                JText {
                    anchors.baseline: totalText.baseline
                    color: Theme.severityTone("ok").ink
                    font.weight: Font.DemiBold
                    size: Theme.fontHeading
                    text: summary.outcome.grade
                    visible: text !== ""

                    Accessible.name: qsTr("等次 %1").arg(text)
                }
            }

            Row {
                spacing: Theme.space2
                visible: !summary.outcome.scores

                JText {
                    font.weight: Font.DemiBold
                    size: Theme.fontTitle
                    text: summary.outcome.periodLabel
                }

                LightMark {
                    anchors.verticalCenter: parent.verticalCenter
                    light: summary.outcome.light
                }
            }

            JProgress {
                severity: summary.outcome.rows.filled === summary.outcome.rows.count ? "ok" : "info"
                text: summary.outcome.rows.lacking > 0 ? qsTr("已填 %1 / %2 项，%3 项须补充").arg(summary.outcome.rows.filled).arg(summary.outcome.rows.count).arg(summary.outcome.rows.lacking) : qsTr("已填 %1 / %2 项").arg(summary.outcome.rows.filled).arg(summary.outcome.rows.count)
                to: Math.max(1, summary.outcome.rows.count)
                value: summary.outcome.rows.filled
                width: parent.width
            }

            JText {
                muted: true
                size: Theme.fontSmall
                text: qsTr("还有未填或待判定的内容，等次未定")
                visible: summary.outcome.scores && summary.outcome.grade === ""
                width: parent.width
            }

            JText {
                size: Theme.fontSmall
                text: summary.outcome.totalFrom
                visible: summary.explained && text !== ""
                width: parent.width
            }

            JText {
                size: Theme.fontSmall
                text: summary.outcome.notes.join("\n")
                visible: text !== ""
                width: parent.width
            }

            Row {
                spacing: Theme.space2
                visible: summary.outcome.checkLight === "red" || summary.outcome.checkLight === "yellow"
                width: parent.width

                LightMark {
                    id: checkMark

                    brief: true
                    light: summary.outcome.checkLight
                }

                JText {
                    size: Theme.fontSmall
                    text: qsTr("复核：指标得分与预算执行相差 %1").arg(summary.outcome.checkFrom)
                    width: parent.width - checkMark.width - parent.spacing
                }
            }

            JButton {
                kind: JButton.Ghost
                leftPadding: 0
                text: summary.explained ? qsTr("收起算式") : qsTr("总分怎么来的")
                visible: summary.outcome.scores

                onClicked: summary.explained = !summary.explained
            }

            JButton {
                iconName: "target"
                kind: JButton.Primary
                text: summary.outcome.rows.filled === 0 ? qsTr("开始逐项填报") : qsTr("继续逐项填报")
                visible: summary.startOffered && summary.outcome.editable && summary.outcome.rows.count > 0
                width: parent.width

                onClicked: summary.startRequested()
            }
        }
    }

    JCard {
        visible: summary.outcome.funds
        width: summary.width

        contentItem: OutcomeFunds {
            outcome: summary.outcome
        }
    }

    JCard {
        visible: summary.outcome.scores && summary.outcome.editable
        width: summary.width

        contentItem: Column {
            spacing: Theme.space3

            JText {
                muted: true
                size: Theme.fontSmall
                text: qsTr("把全年的完成情况和得分填进自评表。已有的自评表会更新，在表里可以撤销。")
                width: parent.width
            }

            JComboBox {
                id: kind

                model: summary.outcome.evaluationForms
                name: qsTr("自评表样式")
                textRole: "label"
                valueRole: "value"
                visible: count > 1
                width: parent.width
            }

            JButton {
                busy: summary.outcome.filling
                enabled: kind.count > 0
                iconName: "form"
                text: qsTr("填写自评表")
                width: parent.width

                onClicked: summary.outcome.fillEvaluation(String(kind.currentValue))
            }
        }
    }
}
