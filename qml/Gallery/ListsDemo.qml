pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Jixiao.Theme
import Jixiao.Controls

ColumnLayout {
    spacing: Theme.space4

    JCard {
        Layout.fillWidth: true
        inset: 0

        contentItem: ColumnLayout {
            spacing: 0

            JListRow {
                Layout.fillWidth: true
                chevron: true
                current: true
                iconName: "form"
                subtitle: qsTr("2026 年度 · 320.00 万元 · 14:05 修改")
                title: qsTr("办案业务经费")

                JStatusChip {
                    status: "returned"
                }
            }

            JListRow {
                Layout.fillWidth: true
                chevron: true
                iconName: "form"
                subtitle: qsTr("2026 年度 · 1,280.50 万元 · 昨天修改")
                title: qsTr("“雪亮工程”视频监控系统二期建设与运行维护经费（含前端点位租赁）")

                JStatusChip {
                    status: "waiting"
                }
            }

            JListRow {
                Layout.fillWidth: true
                enabled: false
                iconName: "lock"
                subtitle: qsTr("涉密，只能在指定设备上打开")
                title: qsTr("专项行动经费")
            }

            JListRow {
                Layout.fillWidth: true
                divider: false
                iconName: "attach"
                title: qsTr("采购合同.pdf")

                JIconButton {
                    iconName: "remove"
                    name: qsTr("删除附件")
                }
            }
        }
    }

    JCard {
        Layout.fillWidth: true

        contentItem: ColumnLayout {
            spacing: Theme.space3

            JSection {
                id: folded

                Layout.fillWidth: true
                collapsible: true
                subtitle: qsTr("5 条指标，合计 50 分")
                title: qsTr("产出指标")

                JButton {
                    iconName: "add"
                    text: qsTr("添加指标")
                }
            }

            JText {
                Layout.fillWidth: true
                muted: true
                text: qsTr("展开后的内容")
                visible: folded.expanded
            }

            JSection {
                Layout.fillWidth: true
                collapsible: true
                expanded: false
                title: qsTr("效益指标")

                JBadge {
                    count: 2
                    severity: "error"
                }
            }
        }
    }
}
