pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// The approver's inbox: longest waiting first.
FocusScope {
    id: page

    required property ApprovalsViewModel approvals

    signal formChosen(string formId)

    focus: true

    readonly property int gutter: Theme.compact ? Theme.space4 : Theme.space6

    ColumnLayout {
        id: header

        anchors.left: parent.left
        anchors.margins: page.gutter
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: 0

        JText {
            Layout.fillWidth: true
            font.weight: Font.DemiBold
            size: Theme.fontHeading
            text: qsTr("审批")

            Accessible.role: Accessible.Heading
        }

        JText {
            Layout.fillWidth: true
            muted: true
            size: Theme.fontSmall
            text: page.approvals.count > 0 ? qsTr("%1 张表等待您的决定，等得最久的在前").arg(page.approvals.count) : qsTr("已全部处理")
            visible: page.approvals.mayDecide
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
        clip: true
        focus: true
        keyNavigationEnabled: true
        model: page.approvals

        T.ScrollBar.vertical: JScrollBar {
        }
        delegate: JListRow {
            id: row

            required property int index
            required property string formId
            required property string code
            required property string budget
            required property string moneyUnit
            required property string changed
            required property int errors
            required property int warnings
            required property int round
            required property int explained
            required property string formName
            required property var model
            readonly property string money: budget === "" ? "" : qsTr("%1 %2").arg(budget).arg(moneyUnit)

            chevron: true
            fill: Theme.colors.surface
            leftPadding: page.gutter
            rightPadding: page.gutter
            subtitle: Theme.dotted([code !== "" ? code : formName, money, qsTr("%1送达").arg(changed), explained > 0 ? qsTr("%1 条提醒已说明").arg(explained) : ""])
            title: row.model.title
            width: list.width

            onActiveFocusChanged: if (activeFocus)
                list.currentIndex = index
            onClicked: page.formChosen(formId)

            JCount {
                count: Math.max(0, row.errors)
                severity: "error"
            }

            JCount {
                count: Theme.compact ? 0 : Math.max(0, row.warnings)
                severity: "warning"
            }

            JStatusChip {
                detail: row.round > 1 ? qsTr("第 %1 轮").arg(row.round) : ""
                status: "received"
            }
        }

        JEmptyState {
            anchors.centerIn: parent
            hint: page.approvals.mayDecide ? qsTr("有表送来时会出现在这里。") : qsTr("您的角色不参与审批；已提交的表在“项目”里查看进度。")
            iconName: "approve"
            title: page.approvals.mayDecide ? qsTr("没有待审批的表") : qsTr("无需审批")
            visible: list.count === 0
            width: Math.min(parent.width - 2 * page.gutter, 400)
        }
    }
}
