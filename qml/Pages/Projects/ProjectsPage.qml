pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// All forms: search, filter, sort; a tap opens one.
FocusScope {
    id: page

    required property ProjectListModel projects

    signal formChosen(string formId)
    signal importRequested
    signal newFormRequested

    function focusSearch(): void {
        search.forceActiveFocus();
    }

    focus: true

    readonly property var statuses: ["draft", "waiting", "received", "returned", "approved", "conflict", "refused"]
    readonly property int gutter: Theme.compact ? Theme.space4 : Theme.space6

    ColumnLayout {
        id: header

        anchors.left: parent.left
        anchors.margins: page.gutter
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: Theme.space3

        RowLayout {
            spacing: Theme.space3

            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0

                JText {
                    Layout.fillWidth: true
                    font.weight: Font.DemiBold
                    size: Theme.fontHeading
                    text: qsTr("项目")

                    Accessible.role: Accessible.Heading
                }

                JText {
                    muted: true
                    size: Theme.fontSmall
                    text: page.projects.count === page.projects.total ? qsTr("共 %1 张表").arg(page.projects.total) : qsTr("显示 %1 / %2 张").arg(page.projects.count).arg(page.projects.total)
                }
            }

            JButton {
                iconName: "import"
                text: qsTr("导入")

                onClicked: page.importRequested()
            }

            JButton {
                iconName: "add"
                kind: JButton.Primary
                text: qsTr("新建")

                Accessible.name: qsTr("新建申报表")
                onClicked: page.newFormRequested()
            }
        }

        GridLayout {
            Layout.fillWidth: true
            columnSpacing: Theme.space3
            columns: Theme.compact && Theme.scale > 1.3 ? 1 : 2
            rowSpacing: Theme.space2

            JSearchField {
                id: search

                Layout.fillWidth: true
                placeholderText: qsTr("搜索名称、编码和内容")

                onQueryChanged: page.projects.search = query
            }

            JComboBox {
                Layout.fillWidth: Theme.compact && Theme.scale > 1.3
                Layout.preferredWidth: (Theme.compact ? 144 : 176) * Theme.scale
                currentIndex: page.projects.sortKey
                model: [qsTr("最近修改在前"), qsTr("按编码"), qsTr("按名称"), qsTr("预算由大到小")]
                name: qsTr("排序")

                onActivated: index => page.projects.sortKey = index
            }
        }

        Flickable {
            Layout.fillWidth: true
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            contentWidth: chips.width
            implicitHeight: chips.height

            Row {
                id: chips

                spacing: Theme.space2

                JChip {
                    checkable: true
                    checked: page.projects.statusFilter === ""
                    text: qsTr("全部")

                    onClicked: page.projects.statusFilter = ""
                }

                Repeater {
                    model: page.statuses

                    JChip {
                        required property string modelData

                        checkable: true
                        checked: page.projects.statusFilter === modelData
                        iconName: Theme.statusIcon(modelData)
                        text: Theme.statusWord(modelData)

                        onClicked: page.projects.statusFilter = page.projects.statusFilter === modelData ? "" : modelData
                    }
                }
            }
        }
    }

    // What the columns are; the unit of the money stands here once.
    Rectangle {
        id: columns

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: header.bottom
        anchors.topMargin: Theme.space4
        color: Theme.compact ? Theme.colors.hairline : Theme.colors.sunken
        height: Theme.compact ? 1 : names.implicitHeight + Theme.space2

        RowLayout {
            id: names

            anchors.left: parent.left
            anchors.leftMargin: Theme.space6
            anchors.right: parent.right
            anchors.rightMargin: Theme.space6 + Theme.iconSmall + Theme.space4
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space4
            visible: !Theme.compact

            JText {
                Layout.fillWidth: true
                muted: true
                size: Theme.fontSmall
                text: qsTr("项目名称")
            }

            JText {
                Layout.preferredWidth: 112 * Theme.scale
                horizontalAlignment: Text.AlignRight
                muted: true
                size: Theme.fontSmall
                text: qsTr("预算数（万元）")
                wrapMode: Text.NoWrap
            }

            JText {
                Layout.preferredWidth: 132 * Theme.scale
                muted: true
                size: Theme.fontSmall
                text: qsTr("状态")
            }
        }
    }

    ListView {
        id: list

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: columns.bottom
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        focus: true
        keyNavigationEnabled: true
        model: page.projects
        reuseItems: true

        T.ScrollBar.vertical: JScrollBar {
        }
        delegate: ProjectRow {
            width: list.width

            onClicked: page.formChosen(formId)
        }

        JEmptyState {
            actionIcon: "import"
            actionText: page.projects.total === 0 ? qsTr("导入绩效目标表") : ""
            anchors.centerIn: parent
            hint: page.projects.total === 0 ? qsTr("从 Word、Excel 或 WPS 文件导入，几秒钟就能看到全部表；也可以点“新建”从空表填起。") : qsTr("换个词，或点“全部”看所有的表。")
            iconName: page.projects.total === 0 ? "form" : "search"
            title: page.projects.total === 0 ? qsTr("还没有申报表") : qsTr("没有符合条件的表")
            visible: list.count === 0 && !page.projects.loading
            width: Math.min(parent.width - 2 * page.gutter, 400)

            onActionTriggered: page.importRequested()
        }
    }
}
