pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Connections to a list model: its base class is outside what qmllint of Qt 6.4 sees.
// qmllint disable type

// Every kind of form, found by its name; a tap makes an empty one.
FocusScope {
    id: page

    required property NewFormViewModel forms
    readonly property int gutter: Theme.compact ? Theme.space4 : Theme.space6

    signal closed

    focus: true

    Keys.onEscapePressed: closed()
    Component.onDestruction: forms.search = ""

    ColumnLayout {
        id: header

        anchors.left: parent.left
        anchors.margins: page.gutter
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: Theme.space3

        RowLayout {
            spacing: Theme.space2

            JIconButton {
                Layout.leftMargin: -Theme.space2
                iconName: "arrow-left"
                keys: "Esc"
                name: qsTr("返回")

                onClicked: page.closed()
            }

            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0

                JText {
                    Layout.fillWidth: true
                    font.weight: Font.DemiBold
                    size: Theme.fontHeading
                    text: qsTr("新建申报表")

                    Accessible.role: Accessible.Heading
                }

                JText {
                    Layout.fillWidth: true
                    muted: true
                    size: Theme.fontSmall
                    text: page.forms.count === page.forms.total ? qsTr("共 %1 种表，点一种开始填写").arg(page.forms.total) : qsTr("显示 %1 / %2 种").arg(page.forms.count).arg(page.forms.total)
                }
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
                focus: true
                placeholderText: qsTr("按名称查找，如“项目”“自评”")

                onQueryChanged: page.forms.search = query
            }

            JComboBox {
                Layout.preferredWidth: 136 * Theme.scale
                currentIndex: page.forms.years.indexOf(page.forms.year)
                model: page.forms.years.map(year => qsTr("%1 年").arg(year))
                name: qsTr("预算年度")

                onActivated: index => page.forms.year = page.forms.years[index]
            }
        }

        JErrorState {
            Layout.fillWidth: true
            details: page.forms.error.details
            next: page.forms.error.next
            safe: page.forms.error.safe
            visible: page.forms.error.isSet
            what: page.forms.error.what
        }
    }

    ListView {
        id: list

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: header.bottom
        anchors.topMargin: Theme.space4
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 0
        clip: true
        enabled: !page.forms.busy
        keyNavigationEnabled: true
        model: page.forms

        T.ScrollBar.vertical: JScrollBar {
        }
        delegate: JListRow {
            id: row

            required property string template
            required property string name
            required property string years
            required property string parts
            required property bool inUse

            chevron: true
            fill: Theme.colors.surface
            iconColor: inUse ? Theme.colors.primary : Theme.colors.textMuted
            iconName: "form"
            leftPadding: page.gutter
            rightPadding: page.gutter
            subtitle: row.inUse ? qsTr("%1使用 · %2").arg(row.years).arg(row.parts) : qsTr("%1使用，不是 %2 年的表 · %3").arg(row.years).arg(page.forms.year).arg(row.parts)
            title: row.name
            width: list.width

            onClicked: page.forms.create(row.template)
        }

        JEmptyState {
            anchors.centerIn: parent
            hint: qsTr("换个词试试，例如表名里的“项目”“部门”“监控”。")
            iconName: "search"
            title: qsTr("没有这样的表")
            visible: list.count === 0
            width: Math.min(parent.width - 2 * page.gutter, 400)
        }
    }
}
