pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// What is on its way, what is stuck and why, and what two people changed at once.
Flickable {
    id: page

    required property SyncViewModel sync
    readonly property bool local: sync.state === SyncViewModel.LocalOnly

    signal formChosen(string formId)

    boundsBehavior: Flickable.StopAtBounds
    contentHeight: column.implicitHeight + 2 * Theme.space6
    contentWidth: width

    T.ScrollBar.vertical: JScrollBar {
    }

    JReveal {
        view: page
    }

    Column {
        id: column

        readonly property int gutter: Theme.compact ? Theme.space4 : Theme.space6

        spacing: Theme.space5
        width: Math.min(page.width - 2 * gutter, 880)
        x: Math.max(gutter, (page.width - width) / 2)
        y: Theme.space6

        RowLayout {
            spacing: Theme.space3
            width: column.width

            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0

                JText {
                    Layout.fillWidth: true
                    font.weight: Font.DemiBold
                    size: Theme.fontHeading
                    text: qsTr("同步")

                    Accessible.role: Accessible.Heading
                }

                JText {
                    Layout.fillWidth: true
                    muted: true
                    text: page.sync.stateText
                }
            }

            JButton {
                busy: page.sync.state === SyncViewModel.Running
                visible: !page.local
                iconName: "sync"
                kind: JButton.Primary
                text: qsTr("立即同步")

                onClicked: page.sync.syncNow()
            }
        }

        JProgress {
            width: column.width
            text: qsTr("正在发送和接收")
            value: page.sync.progress
            visible: page.sync.state === SyncViewModel.Running
        }

        JErrorState {
            width: column.width
            details: page.sync.error.details
            next: page.sync.nextTry !== "" ? qsTr("%1 下次自动重试：%2。").arg(page.sync.error.next).arg(page.sync.nextTry) : page.sync.error.next
            requestId: page.sync.error.requestId
            safe: page.sync.error.safe
            visible: page.sync.error.isSet
            what: page.sync.error.what
        }

        JSection {
            width: column.width
            subtitle: qsTr("选定后另一个值仍留在修改记录里")
            title: qsTr("需要您决定（%1）").arg(page.sync.conflicts.count)
            visible: page.sync.conflicts.count > 0
        }

        Column {
            width: column.width
            spacing: Theme.space3
            visible: page.sync.conflicts.count > 0

            Repeater {
                model: page.sync.conflicts

                ConflictCard {
                    width: parent ? parent.width : 0

                    onChosen: keepMine => page.sync.resolve(index, keepMine)
                }
            }
        }

        JSection {
            width: column.width
            visible: !page.local
            title: page.sync.outbox.count > 0 ? qsTr("待发送（%1）").arg(page.sync.outbox.count) : qsTr("待发送")
        }

        JCard {
            width: column.width
            bottomPadding: outboxEmpty.visible ? Theme.space5 : 0
            leftPadding: outboxEmpty.visible ? Theme.space5 : 0
            rightPadding: leftPadding
            topPadding: bottomPadding

            // A positioner, not a layout: rows come and go with every sync.
            contentItem: Column {
                JText {
                    id: outboxEmpty

                    muted: true
                    text: page.local ? qsTr("本机没有登记到服务器，内容只保存在这里。") : qsTr("全部内容都已送达服务器。")
                    visible: page.local || page.sync.outbox.count === 0
                    width: parent ? parent.width : 0
                }

                Repeater {
                    model: page.local ? null : page.sync.outbox

                    OutboxRow {
                        width: parent ? parent.width : 0

                        onClicked: if (formId !== "")
                            page.formChosen(formId)
                        onDismissRequested: page.sync.dismiss(mutationId)
                    }
                }
            }
        }

        JText {
            width: column.width
            muted: true
            size: Theme.fontSmall
            text: qsTr("服务器：%1").arg(page.sync.serverUrl)
            visible: page.sync.serverUrl !== ""
        }
    }
}
