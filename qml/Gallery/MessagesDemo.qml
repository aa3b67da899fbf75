pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Jixiao.Theme
import Jixiao.Controls

ColumnLayout {
    spacing: Theme.space4

    JBanner {
        Layout.fillWidth: true
        dismissible: true
        text: qsTr("现在没有网络。您可以照常填写，联网后自动发送。")
        title: qsTr("离线")
    }

    JBanner {
        Layout.fillWidth: true
        actionText: qsTr("去修改")
        severity: "warning"
        text: qsTr("“办案业务经费”被县财政局退回，退回原因：指标值未量化。")
        title: qsTr("有 1 份申报表被退回")
    }

    JBanner {
        Layout.fillWidth: true
        actionText: qsTr("查看办法")
        severity: "error"
        text: qsTr("磁盘只剩 120 MB。已停止下载附件，填写内容不受影响。")
    }

    JBanner {
        Layout.fillWidth: true
        severity: "ok"
        text: qsTr("全部 7 份申报表已送达市局。")
    }

    GridLayout {
        Layout.fillWidth: true
        columnSpacing: Theme.space4
        columns: Theme.expanded ? 2 : 1
        rowSpacing: Theme.space4

        JCard {
            Layout.alignment: Qt.AlignTop
            Layout.fillWidth: true
            Layout.preferredWidth: 1

            contentItem: JEmptyState {
                actionIcon: "add"
                actionText: qsTr("新建申报表")
                hint: qsTr("可以新建一份，也可以从去年的申报表或 Word、Excel 文件导入。")
                iconName: "form"
                title: qsTr("还没有申报表")
            }
        }

        JCard {
            Layout.alignment: Qt.AlignTop
            Layout.fillWidth: true
            Layout.preferredWidth: 1

            contentItem: JErrorState {
                actionText: qsTr("重新发送")
                details: qsTr("POST /v1/push → 503，第 2 次尝试，14:05:12")
                detailsShown: true
                next: qsTr("稍后会自动重试，也可以现在重试。")
                requestId: "01940c6e-7d1a-7bb0-9c3f-2a51d0e0a7c4"
                safe: qsTr("您填写的内容都保存在本机，没有丢失。")
                what: qsTr("没能送到市局服务器")
            }
        }
    }
}
