pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// What form this is, where it stands, whether it is saved, and undo within reach.
Rectangle {
    id: header

    required property FormViewModel form
    property bool reviewShown: false
    property bool reportable: false     // what became of the form can be reported

    signal backRequested
    signal outcomesRequested
    signal previewRequested
    signal historyRequested
    signal reviewToggled

    readonly property string saveText: {
        switch (form.saveState) {
        case FormViewModel.Saving:
            return qsTr("正在保存…");
        case FormViewModel.Failed:
            return qsTr("未能保存，将自动重试");
        default:
            return form.savedAt !== "" ? qsTr("已保存 %1").arg(form.savedAt) : qsTr("已保存");
        }
    }

    color: Theme.colors.surface
    implicitHeight: row.implicitHeight + 2 * Theme.space2

    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.colors.hairline
        height: 1
        width: parent.width
    }

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.leftMargin: Theme.space2
        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space1

        JIconButton {
            iconName: "arrow-left"
            keys: "Esc"
            name: qsTr("返回列表")

            onClicked: header.backRequested()
        }

        ColumnLayout {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space1
            spacing: 2

            JText {
                Layout.fillWidth: true
                elide: Text.ElideRight
                font.weight: Font.DemiBold
                maximumLineCount: Theme.compact ? 2 : 1
                size: Theme.compact ? Theme.fontBody : Theme.fontTitle
                text: header.form.title

                Accessible.role: Accessible.Heading
            }

            RowLayout {
                spacing: Theme.space2

                JStatusChip {
                    detail: header.form.round > 1 ? qsTr("第 %1 轮").arg(header.form.round) : ""
                    status: header.form.status
                }

                JText {
                    Layout.fillWidth: true
                    color: header.form.saveState === FormViewModel.Failed ? Theme.severityTone("error").ink : Theme.colors.textMuted
                    elide: Text.ElideRight
                    maximumLineCount: 1
                    size: Theme.fontSmall
                    text: Theme.expanded ? qsTr("%1 · %2").arg(header.saveText).arg(header.form.subtitle) : header.saveText
                }
            }
        }

        JIconButton {
            enabled: header.form.canUndo
            iconName: "undo"
            keys: "Ctrl+Z"
            name: header.form.undoLabel !== "" ? qsTr("撤销：%1").arg(header.form.undoLabel) : qsTr("撤销")
            visible: header.form.editable

            onClicked: header.form.undo()
        }

        JIconButton {
            enabled: header.form.canRedo
            iconName: "redo"
            keys: "Ctrl+Y"
            name: header.form.redoLabel !== "" ? qsTr("恢复：%1").arg(header.form.redoLabel) : qsTr("恢复")
            visible: header.form.editable && !Theme.compact

            onClicked: header.form.redo()
        }

        JIconButton {
            iconName: "target"
            name: qsTr("填报完成情况")
            visible: header.reportable && !Theme.compact

            onClicked: header.outcomesRequested()
        }

        JIconButton {
            iconName: "print"
            keys: "Ctrl+P"
            name: qsTr("打印预览")
            visible: !Theme.compact

            onClicked: header.previewRequested()
        }

        JIconButton {
            iconName: "history"
            keys: "Ctrl+H"
            name: qsTr("修改记录")
            visible: !Theme.compact

            onClicked: header.historyRequested()
        }

        JIconButton {
            id: reviewButton

            iconName: "panel"
            ink: header.reviewShown ? Theme.colors.primary : Theme.colors.textMuted
            name: header.reviewShown ? qsTr("收起审核栏") : qsTr("打开审核栏")

            onClicked: header.reviewToggled()

            JBadge {
                anchors.right: parent.right
                anchors.rightMargin: Math.max(-2, parent.width / 2 - Theme.icon / 2 - width + 5)
                anchors.top: parent.top
                anchors.topMargin: Math.max(-2, parent.height / 2 - Theme.icon / 2 - 8)
                count: header.form.findings.errors
                severity: "error"
            }
        }

        JIconButton {
            id: moreButton

            iconName: "more"
            name: qsTr("更多")
            visible: Theme.compact

            onClicked: moreMenu.open()

            JMenu {
                id: moreMenu

                x: moreButton.width - width
                y: moreButton.height

                JMenuItem {
                    enabled: header.form.canRedo
                    iconName: "redo"
                    text: header.form.redoLabel !== "" ? qsTr("恢复：%1").arg(header.form.redoLabel) : qsTr("恢复")

                    onTriggered: header.form.redo()
                }

                JMenuItem {
                    enabled: header.reportable
                    iconName: "target"
                    text: qsTr("填报完成情况")

                    onTriggered: header.outcomesRequested()
                }

                JMenuItem {
                    iconName: "print"
                    text: qsTr("打印预览")

                    onTriggered: header.previewRequested()
                }

                JMenuItem {
                    iconName: "history"
                    text: qsTr("修改记录")

                    onTriggered: header.historyRequested()
                }
            }
        }
    }
}
