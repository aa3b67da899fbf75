pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// All indicators as a table, typed in place: Enter goes down the column of values.
FocusScope {
    id: table

    required property OutcomeViewModel outcome

    // The name takes what the others leave.
    readonly property bool graded: outcome.rows.count > 0 && !outcome.funds
    readonly property real rest: list.width - Theme.space4 - Theme.space2 - 6 * Theme.space3 - Theme.controlHeight
    readonly property var columns: {
        const target = (graded ? 268 : 116) * Theme.scale;
        const last = width > 900 * Theme.scale ? 84 * Theme.scale : 0;
        const value = 150 * Theme.scale;
        const score = outcome.scores || graded ? 72 * Theme.scale : 0;
        const light = graded ? 0 : 76 * Theme.scale;
        return {
            "name": Math.max(120, rest - target - last - value - score - light),
            "target": target,
            "last": last,
            "value": value,
            "score": score,
            "light": light
        };
    }

    component Head: JText {
        muted: true
        size: Theme.fontSmall
        visible: width > 0
        wrapMode: Text.NoWrap
    }

    Rectangle {
        id: heads

        color: Theme.colors.sunken
        height: names.height + Theme.space2
        width: parent.width

        Row {
            id: names

            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space3
            x: Theme.space4

            Head {
                text: qsTr("指标")
                width: table.columns.name
            }

            Head {
                text: qsTr("指标值")
                width: table.columns.target
            }

            Head {
                text: qsTr("上次")
                width: table.columns.last
            }

            Head {
                horizontalAlignment: Text.AlignRight
                text: qsTr("完成值")
                width: table.columns.value
            }

            Head {
                horizontalAlignment: Text.AlignRight
                text: table.graded ? qsTr("得分") : qsTr("得分 / 分值")
                width: table.columns.score
            }

            Head {
                horizontalAlignment: Text.AlignHCenter
                text: qsTr("灯号")
                width: table.columns.light
            }
        }
    }

    ListView {
        id: list

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: heads.bottom
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: visible ? 800 : 0
        clip: true
        focus: true
        keyNavigationEnabled: false
        model: table.outcome.rows

        T.ScrollBar.vertical: JScrollBar {
        }
        delegate: OutcomeTableRow {
            columns: table.columns
            outcome: table.outcome

            onNextRequested: list.goTo(index + 1)
        }

        function goTo(row: int): void {
            if (row >= count)
                return;
            currentIndex = row;
            positionViewAtIndex(row, ListView.Contain);
            (itemAtIndex(row) as OutcomeTableRow)?.focusValue();
        }
    }
}
