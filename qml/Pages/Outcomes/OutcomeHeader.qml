pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Which form, which period, by which weights, and whether it is saved.
Rectangle {
    id: header

    required property OutcomeViewModel outcome
    property bool choices: true     // period and weights; away while one figure after the other is typed

    signal backRequested

    readonly property string saveText: {
        if (!outcome.editable)
            return qsTr("只能查看");
        switch (outcome.saveState) {
        case OutcomeViewModel.Saving:
            return qsTr("正在保存…");
        case OutcomeViewModel.Failed:
            return qsTr("未能保存，将自动重试");
        default:
            return outcome.savedAt !== "" ? qsTr("已保存 %1").arg(outcome.savedAt) : qsTr("已保存");
        }
    }
    readonly property bool oneLine: width > 900 * Theme.scale

    function place(list: var, value: string): int {
        return list.findIndex(each => each.value === value);
    }

    color: Theme.colors.surface
    implicitHeight: rows.implicitHeight + 2 * Theme.space2

    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.colors.hairline
        height: 1
        width: parent.width
    }

    Flow {
        id: rows

        spacing: Theme.space2
        width: parent.width - 2 * Theme.space2
        x: Theme.space2
        y: Theme.space2

        Row {
            id: title

            spacing: Theme.space1
            width: header.oneLine && header.choices ? rows.width - picks.width - rows.spacing : rows.width

            JIconButton {
                id: back

                anchors.verticalCenter: parent.verticalCenter
                iconName: "arrow-left"
                keys: "Esc"
                name: qsTr("返回")

                onClicked: header.backRequested()
            }

            Column {
                id: words

                anchors.verticalCenter: parent.verticalCenter
                width: title.width - back.width - undoButton.width - 2 * title.spacing

                JText {
                    elide: Text.ElideRight
                    font.weight: Font.DemiBold
                    maximumLineCount: Theme.compact ? 2 : 1
                    size: Theme.compact ? Theme.fontBody : Theme.fontTitle
                    text: header.outcome.title
                    width: words.width

                    Accessible.role: Accessible.Heading
                }

                JText {
                    color: header.outcome.saveState === OutcomeViewModel.Failed ? Theme.severityTone("error").ink : Theme.colors.textMuted
                    elide: Text.ElideRight
                    maximumLineCount: 1
                    size: Theme.fontSmall
                    text: Theme.compact ? Theme.dotted([qsTr("完成情况"), header.saveText]) : Theme.dotted([qsTr("完成情况"), header.saveText, header.outcome.subtitle])
                    width: words.width
                }
            }

            JIconButton {
                id: undoButton

                anchors.verticalCenter: parent.verticalCenter
                enabled: header.outcome.canUndo
                iconName: "undo"
                keys: "Ctrl+Z"
                name: qsTr("撤销")

                onClicked: header.outcome.undo()
            }
        }

        Row {
            id: picks

            readonly property real room: header.oneLine ? (withProfile ? 520 : 160) * Theme.scale : rows.width
            readonly property bool withProfile: header.outcome.scores

            spacing: Theme.space2
            visible: header.choices
            width: room

            JComboBox {
                id: periodBox

                model: header.outcome.periods
                name: qsTr("填报期")
                textRole: "label"
                valueRole: "value"
                width: picks.withProfile ? Math.min(132 * Theme.scale, picks.width * 0.4) : picks.width

                Component.onCompleted: showPeriod()
                onActivated: header.outcome.choosePeriod(String(currentValue))
                onModelChanged: showPeriod()

                function showPeriod(): void {
                    currentIndex = header.place(header.outcome.periods, header.outcome.period);
                }

                Connections {
                    function onPeriodChanged(): void {
                        periodBox.showPeriod();
                    }

                    target: header.outcome
                }
            }

            JComboBox {
                id: profileBox

                enabled: header.outcome.editable
                model: header.outcome.profiles
                name: qsTr("权重方案")
                textRole: "label"
                valueRole: "value"
                visible: picks.withProfile
                width: picks.width - periodBox.width - picks.spacing

                Component.onCompleted: showProfile()
                onActivated: header.outcome.chooseProfile(String(currentValue))

                function showProfile(): void {
                    currentIndex = header.place(header.outcome.profiles, header.outcome.profile);
                }

                Connections {
                    function onSheetChanged(): void {
                        profileBox.showProfile();
                    }

                    target: header.outcome
                }
            }
        }
    }
}
