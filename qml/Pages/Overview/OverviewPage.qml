pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Where everything stands, and what needs a hand now.
Flickable {
    id: page

    required property OverviewViewModel overview
    required property SessionViewModel session

    signal statusChosen(string status)
    signal formChosen(string formId)
    signal importRequested

    boundsBehavior: Flickable.StopAtBounds
    contentHeight: column.implicitHeight + 2 * Theme.space6
    contentWidth: width

    T.ScrollBar.vertical: JScrollBar {
    }

    JReveal {
        view: page
    }

    ColumnLayout {
        id: column

        readonly property int gutter: Theme.compact ? Theme.space4 : Theme.space6
        readonly property int inset: Theme.compact ? Theme.space4 : Theme.space5

        spacing: Theme.space5
        width: Math.min(page.width - 2 * gutter, 1120)
        x: Math.max(gutter, (page.width - width) / 2)
        y: Theme.space6

        ColumnLayout {
            spacing: Theme.space1

            JText {
                Layout.fillWidth: true
                font.weight: Font.DemiBold
                size: Theme.fontHeading
                text: qsTr("总览")

                Accessible.role: Accessible.Heading
            }

            JText {
                Layout.fillWidth: true
                muted: true
                text: Theme.dotted([page.session.unitName, page.session.personName, page.session.roleText])
            }
        }

        // A positioner: the tiles are made anew with every change.
        Grid {
            id: tiles

            readonly property int count: page.overview.statusCounts.length
            readonly property int fit: Math.max(2, Math.floor((column.width + spacing) / (112 * Theme.scale + spacing)))
            readonly property real cell: Math.floor((column.width - (columns - 1) * spacing) / columns)

            Layout.fillWidth: true
            columns: Math.max(1, Math.ceil(count / Math.ceil(count / fit)))
            spacing: Theme.space3
            visible: page.overview.total > 0

            Repeater {
                model: page.overview.statusCounts

                StatusTile {
                    required property var modelData

                    count: modelData.count
                    status: modelData.status
                    width: Math.min(tiles.cell, 260 * Theme.scale)

                    onClicked: page.statusChosen(status)
                }
            }
        }

        JCard {
            Layout.fillWidth: true
            visible: page.overview.total === 0

            bottomPadding: Theme.space12
            topPadding: Theme.space12

            contentItem: JEmptyState {
                actionIcon: "import"
                actionText: qsTr("导入绩效目标表")
                hint: qsTr("导入已有的项目绩效目标表，或等待同步收到单位的表。")
                iconName: "form"
                title: qsTr("还没有申报表")

                onActionTriggered: page.importRequested()
            }
        }

        GridLayout {
            Layout.fillWidth: true
            columnSpacing: Theme.space5
            columns: Theme.expanded ? 2 : 1
            rowSpacing: Theme.space5
            visible: page.overview.total > 0

            JCard {
                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
                Layout.preferredWidth: 3
                bottomPadding: Theme.space2
                leftPadding: 0
                rightPadding: 0

                contentItem: ColumnLayout {
                    spacing: Theme.space2

                    JSection {
                        Layout.fillWidth: true
                        Layout.leftMargin: column.inset
                        Layout.rightMargin: column.inset
                        subtitle: page.overview.attention.length > 0 ? qsTr("%1 张表在等您").arg(page.overview.attention.length) : ""
                        title: qsTr("待办")
                    }

                    JText {
                        Layout.bottomMargin: Theme.space3
                        Layout.fillWidth: true
                        Layout.leftMargin: column.inset
                        Layout.rightMargin: column.inset
                        muted: true
                        text: qsTr("没有被退回、有冲突或有错误的表。")
                        visible: page.overview.attention.length === 0
                    }

                    Column {
                        Layout.fillWidth: true

                        Repeater {
                            model: page.overview.attention

                            JListRow {
                                id: row

                                required property var modelData
                                required property int index

                                width: parent ? parent.width : 0
                                chevron: true
                                leftPadding: column.inset
                                rightPadding: column.inset
                                divider: index < page.overview.attention.length - 1
                                subtitle: modelData.note
                                title: modelData.title

                                onClicked: page.formChosen(modelData.formId)

                                JStatusChip {
                                    status: row.modelData.status
                                }
                            }
                        }
                    }
                }
            }

            ColumnLayout {
                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
                Layout.preferredWidth: 2
                spacing: Theme.space5

                BudgetCard {
                    Layout.fillWidth: true
                    overview: page.overview
                }

                RecentCard {
                    Layout.fillWidth: true
                    forms: page.overview.recent

                    onFormChosen: formId => page.formChosen(formId)
                }
            }
        }
    }
}
