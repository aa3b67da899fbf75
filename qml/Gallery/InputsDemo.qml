pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Jixiao.Theme
import Jixiao.Controls

ColumnLayout {
    function openPopup(): void {
        choice.popup.open();
    }

    spacing: Theme.space4

    JCard {
        Layout.fillWidth: true

        contentItem: ColumnLayout {
            spacing: Theme.space4

            JSection {
                Layout.fillWidth: true
                title: qsTr("输入框")
            }

            GridLayout {
                Layout.fillWidth: true
                columnSpacing: Theme.space4
                columns: Theme.compact ? 1 : 2
                rowSpacing: Theme.space3

                JTextField {
                    Layout.fillWidth: true
                    placeholderText: qsTr("请输入项目名称")
                }

                JTextField {
                    Layout.fillWidth: true
                    name: qsTr("项目名称")
                    text: qsTr("高新分局办案业务经费")
                }

                JTextField {
                    Layout.fillWidth: true
                    name: qsTr("预算数")
                    severity: "error"
                    suffix: qsTr("万元")
                    text: "12.345"
                }

                JTextField {
                    Layout.fillWidth: true
                    name: qsTr("权重")
                    severity: "warning"
                    text: "55"
                }

                JTextField {
                    Layout.fillWidth: true
                    name: qsTr("单位名称")
                    readOnly: true
                    text: qsTr("只读：某某县公安局")
                }

                JTextField {
                    Layout.fillWidth: true
                    enabled: false
                    name: qsTr("停用的输入框")
                    text: qsTr("停用")
                }

                JSearchField {
                    Layout.fillWidth: true
                    text: qsTr("办案")
                }

                JComboBox {
                    id: choice

                    Layout.fillWidth: true
                    model: [qsTr("数量指标"), qsTr("质量指标"), qsTr("时效指标"), qsTr("成本指标")]
                    name: qsTr("二级指标")
                }
            }

            JTextArea {
                Layout.fillWidth: true
                name: qsTr("年度目标")
                text: qsTr("保障全年刑事、治安案件办理和日常巡逻防控所需经费，推进“雪亮工程”二期建设，确保重大活动安保任务零失误，群众安全感和满意度稳步提升。")
            }
        }
    }

    JCard {
        Layout.fillWidth: true

        contentItem: ColumnLayout {
            spacing: Theme.space3

            JSection {
                Layout.fillWidth: true
                title: qsTr("选择")
            }

            Flow {
                Layout.fillWidth: true
                spacing: Theme.space4

                JCheckBox {
                    checked: true
                    text: qsTr("涉密，不公开")
                }

                JCheckBox {
                    text: qsTr("政府采购")
                }

                JCheckBox {
                    checked: true
                    enabled: false
                    text: qsTr("停用")
                }
            }

            JSwitch {
                Layout.fillWidth: true
                Layout.maximumWidth: 420
                checked: true
                text: qsTr("联网后自动发送")
            }

            JSwitch {
                Layout.fillWidth: true
                Layout.maximumWidth: 420
                text: qsTr("减少动态效果")
            }

            JSegmented {
                name: qsTr("外观")
                options: [qsTr("浅色"), qsTr("深色"), qsTr("跟随系统")]
            }

            JTabBar {
                Layout.fillWidth: true

                JTab {
                    text: qsTr("基本信息")
                }

                JTab {
                    count: 4
                    text: qsTr("绩效指标")
                }

                JTab {
                    text: qsTr("支出计划")
                }

                JTab {
                    enabled: false
                    text: qsTr("附件")
                }
            }

            Flow {
                Layout.fillWidth: true
                spacing: Theme.space2

                JChip {
                    checked: true
                    count: 12
                    text: qsTr("全部")
                }

                JChip {
                    count: 3
                    text: qsTr("我负责的")
                }

                JChip {
                    iconName: "filter"
                    text: qsTr("本年度")
                }

                JChip {
                    enabled: false
                    text: qsTr("已归档")
                }
            }
        }
    }
}
