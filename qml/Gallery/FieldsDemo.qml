pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Jixiao.Theme
import Jixiao.Controls
import Jixiao.Fields

JCard {
    contentItem: ColumnLayout {
        spacing: Theme.space5

        JSection {
            Layout.fillWidth: true
            subtitle: qsTr("标签、单位、提示、问题与一键修正、意见")
            title: qsTr("填报字段")
        }

        GridLayout {
            Layout.fillWidth: true
            columnSpacing: Theme.space6
            columns: Theme.compact ? 1 : 2
            rowSpacing: Theme.space5

            TextFieldEditor {
                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                hint: qsTr("与预算批复中的名称一致")
                label: qsTr("项目名称")
                mandatory: true
                saveState: "saved"
                value: qsTr("办案业务经费")
            }

            EnumEditor {
                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                label: qsTr("项目类型")
                mandatory: true
                options: [{
                        "value": "recurrent",
                        "text": qsTr("常年性项目")
                    }, {
                        "value": "continuing",
                        "text": qsTr("延续性项目")
                    }, {
                        "value": "one_off",
                        "text": qsTr("一次性项目")
                    }]
                value: "continuing"
            }

            MoneyEditor {
                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                fixText: qsTr("改为 1,280.50")
                label: qsTr("预算总额")
                mandatory: true
                message: qsTr("财政资金 1,200.50 与其他资金 80.00 之和是 1,280.50，与总额不符")
                severity: "error"
                shownValue: "1,280.00"
                value: "1280.00"
            }

            PercentEditor {
                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                label: qsTr("预算执行率")
                saveState: "saving"
                value: "97.35"
            }

            ValueEditor {
                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                echo: "≥ 90 %"
                echoNote: qsTr("按“≥”理解")
                fixText: qsTr("改为 ≥90%")
                label: qsTr("指标值")
                message: qsTr("没有写比较符号")
                severity: "hint"
                value: "90%"
            }

            TextFieldEditor {
                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                label: qsTr("三级指标")
                message: qsTr("与去年相同，但指标值低于去年")
                opinion: qsTr("请说明为什么低于上年完成值 95 %。")
                opinionBy: qsTr("李主任")
                severity: "warning"
                value: qsTr("刑事案件破案率")
            }

            LongTextEditor {
                Layout.columnSpan: Theme.compact ? 1 : 2
                Layout.fillWidth: true
                label: qsTr("年度绩效目标")
                limit: 500
                value: qsTr("目标 1：保障全年刑事、治安案件办理所需经费，案件办结率不低于 90 %。\n目标 2：完成“雪亮工程”二期 320 个前端点位建设，设备完好率达到 98 % 以上。\n目标 3：群众安全感稳步提升。")
            }

            LongTextEditor {
                Layout.columnSpan: Theme.compact ? 1 : 2
                Layout.fillWidth: true
                label: qsTr("退回原因")
                placeholder: qsTr("写清楚要改什么")
                readOnly: true
            }
        }
    }
}
