import QtQuick
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified type

// The forms whose outcomes are to be reported, what is due first; a tap opens one.
FocusScope {
    id: page

    required property OutcomeFormsModel forms
    required property OutcomeViewModel outcome
    readonly property bool sheetOpen: outcome.formId !== ""
    readonly property int gutter: Theme.compact ? Theme.space4 : Theme.space6

    function focusSearch(): void {
        search.forceActiveFocus();
    }

    focus: true

    onSheetOpenChanged: if (!sheetOpen)
        list.forceActiveFocus(Qt.TabFocusReason)

    FocusScope {
        id: overview

        anchors.fill: parent
        focus: !page.sheetOpen
        visible: !page.sheetOpen

        Column {
            id: head

            bottomPadding: Theme.space3
            spacing: Theme.space3
            topPadding: page.gutter
            width: parent.width - 2 * page.gutter
            x: page.gutter

            Column {
                width: parent.width

                JText {
                    font.weight: Font.DemiBold
                    size: Theme.fontHeading
                    text: qsTr("完成情况")
                    width: parent.width

                    Accessible.role: Accessible.Heading
                }

                JText {
                    muted: true
                    size: Theme.fontSmall
                    text: page.forms.count === page.forms.total ? qsTr("%1 张表可以填报，到期的在前").arg(page.forms.total) : qsTr("显示 %1 / %2 张").arg(page.forms.count).arg(page.forms.total)
                    width: parent.width
                }
            }

            JSearchField {
                id: search

                placeholderText: qsTr("搜索名称或编码")
                width: Theme.compact ? parent.width : Math.min(parent.width, 420 * Theme.scale)

                onQueryChanged: page.forms.search = query
            }
        }

        Rectangle {
            id: line

            anchors.top: head.bottom
            color: Theme.colors.hairline
            height: 1
            width: parent.width
        }

        ListView {
            id: list

            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: line.bottom
            boundsBehavior: Flickable.StopAtBounds
            cacheBuffer: visible ? 320 : 0
            clip: true
            focus: true
            keyNavigationEnabled: true
            model: page.forms
            reuseItems: true

            T.ScrollBar.vertical: JScrollBar {
            }
            delegate: OutcomeFormRow {
                width: list.width

                onClicked: page.outcome.open(formId)
            }

            JEmptyState {
                anchors.centerIn: parent
                hint: page.forms.total === 0 ? qsTr("项目里有了带指标的申报表，就可以在这里填写完成值、看到得分。") : qsTr("换个词再找。")
                iconName: page.forms.total === 0 ? "target" : "search"
                title: page.forms.total === 0 ? qsTr("还没有可以填报的表") : qsTr("没有符合条件的表")
                visible: list.count === 0 && !page.forms.loading
                width: Math.min(parent.width - 2 * page.gutter, 400)
            }
        }
    }

    Loader {
        active: page.sheetOpen
        anchors.fill: parent
        focus: page.sheetOpen
        sourceComponent: OutcomeSheet {
            focus: true
            outcome: page.outcome

            onClosed: page.outcome.close()
        }

        onLoaded: item.forceActiveFocus(Qt.TabFocusReason)
    }
}
