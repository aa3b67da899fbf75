pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Jixiao.Theme
import Jixiao.Controls

ColumnLayout {
    spacing: Theme.space4

    JCard {
        Layout.fillWidth: true

        contentItem: ColumnLayout {
            spacing: Theme.space4

            JSection {
                Layout.fillWidth: true
                subtitle: qsTr("一种含义，一种颜色，一个图标，一个词")
                title: qsTr("申报表所处的状态")
            }

            Flow {
                Layout.fillWidth: true
                spacing: Theme.space3

                Repeater {
                    model: ["draft", "waiting", "sending", "received", "returned", "approved", "conflict", "refused"]

                    JStatusChip {
                        required property string modelData

                        status: modelData
                    }
                }

                JStatusChip {
                    detail: qsTr("第 2 轮")
                    status: "returned"
                }
            }
        }
    }

    JCard {
        Layout.fillWidth: true

        contentItem: ColumnLayout {
            spacing: Theme.space4

            JSection {
                Layout.fillWidth: true
                title: qsTr("进度")
            }

            JProgress {
                Layout.fillWidth: true
                text: qsTr("正在发送第 3 份，共 7 份")
                value: 0.42
            }

            JProgress {
                Layout.fillWidth: true
                indeterminate: true
                text: qsTr("正在连接市局服务器")
            }

            JProgress {
                Layout.fillWidth: true
                severity: "ok"
                text: qsTr("预算执行率")
                value: 1
            }
        }
    }

    JCard {
        Layout.fillWidth: true

        contentItem: ColumnLayout {
            spacing: Theme.space2

            JText {
                size: Theme.fontDisplay
                text: qsTr("大字 28　1,234.56")
            }

            JText {
                size: Theme.fontHeading
                text: qsTr("标题 20　部门整体绩效目标")
            }

            JText {
                size: Theme.fontTitle
                text: qsTr("小标题 16　产出指标")
            }

            JText {
                Layout.fillWidth: true
                text: qsTr("正文 14　保障办案经费，提升群众安全感。行高为字号的一点五倍，长文字自然换行，不在框内滚动。")
            }

            JText {
                muted: true
                size: Theme.fontSmall
                text: qsTr("辅助 12　上次保存于 14:05")
            }
        }
    }
}
