import QtQuick
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified type

// One step of the history: what it changed, or what has changed since, and the way back.
Item {
    id: detail

    required property FormViewModel form
    readonly property HistoryViewModel history: form.history
    readonly property int gutter: Theme.compact ? Theme.space4 : Theme.space6
    readonly property int step: history.selected
    readonly property real column: Math.min(width - 2 * gutter, 760 * Theme.scale)

    onStepChanged: list.positionViewAtBeginning()

    ListView {
        id: list

        anchors.fill: parent
        bottomMargin: Theme.space6
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 0
        clip: true
        model: detail.history.changes
        section.property: "section"

        T.ScrollBar.vertical: JScrollBar {
        }

        JReveal {
            view: list
        }

        delegate: HistoryChangeRow {
            editable: detail.form.editable
            first: detail.history.first && !detail.history.sinceThen
            gutter: detail.gutter
            sinceThen: detail.history.sinceThen
            width: detail.column + 2 * detail.gutter

            onRestoreRequested: detail.history.restoreValue(index)
        }
        section.delegate: JText {
            required property string section

            bottomPadding: Theme.space1
            font.weight: Font.DemiBold
            leftPadding: detail.gutter
            size: Theme.fontTitle
            text: section
            topPadding: Theme.space5
            height: section !== "" ? implicitHeight : 0
            visible: section !== ""
            width: detail.column + detail.gutter

            Accessible.role: Accessible.Heading
        }
        header: Column {
            leftPadding: detail.gutter
            spacing: Theme.space3
            topPadding: Theme.space5

            Column {
                width: detail.column

                JText {
                    font.weight: Font.DemiBold
                    size: Theme.fontHeading
                    text: detail.history.title
                    width: parent.width

                    Accessible.role: Accessible.Heading
                }

                JText {
                    muted: true
                    text: detail.history.caption
                    width: parent.width
                }
            }

            JSegmented {
                currentIndex: detail.history.sinceThen ? 1 : 0
                name: qsTr("比较")
                options: [qsTr("这一步的改动"), qsTr("与现在相比")]
                width: Math.min(implicitWidth, detail.column)

                onChosen: index => detail.history.sinceThen = index === 1
            }

            JButton {
                iconName: "history"
                text: qsTr("恢复到这个版本")
                visible: detail.form.editable && detail.history.sinceThen && detail.history.changeCount > 0

                onClicked: detail.history.restoreVersion()
            }
        }

        JEmptyState {
            hint: detail.history.sinceThen ? qsTr("从这一步到现在，表的内容没有变化。") : qsTr("改过又改回去的内容，和提交、审批这样的步骤，不会改动表的内容。")
            iconName: "check-circle"
            title: detail.history.sinceThen ? qsTr("与现在相同") : qsTr("没有留下改动")
            visible: detail.history.changeCount === 0 && !detail.history.comparing && !detail.history.error.isSet
            width: Math.min(detail.column, 400)
            x: detail.gutter + (detail.column - width) / 2
            y: Math.max(0, list.headerItem ? list.headerItem.height : 0) + Theme.space8
        }
    }
}
