import QtQuick
import QtQuick.Layouts
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified type

// What can be decided now: submit and withdraw for the filler, approve and return for the approver. Returning asks for
// its reason in place.
Rectangle {
    id: bar

    required property FormViewModel form
    property bool returning: false
    readonly property int unexplained: form.canSubmit && form.findings.errors === 0 ? form.findings.unexplained : 0
    readonly property bool anything: form.canSubmit || form.canWithdraw || form.canApprove || form.canReturn
    readonly property var reason: ask.item ? form.returnReasons[ask.item.reasonIndex] ?? null : null
    readonly property bool returnComplete: reason !== null && (!reason.needsText || ask.item.opinion.trim() !== "")

    function sendBack(): void {
        if (!returnComplete)
            return;
        form.returnForm(reason.code, ask.item.opinion);
        returning = false;
        ask.item.opinion = "";
    }

    color: Theme.colors.surface
    implicitHeight: visible ? column.implicitHeight + 2 * Theme.space3 : 0
    visible: anything

    Rectangle {
        color: Theme.colors.hairline
        height: 1
        width: parent.width
    }

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.leftMargin: Theme.compact ? Theme.space4 : Theme.space6
        anchors.right: parent.right
        anchors.rightMargin: anchors.leftMargin
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space3

        Loader {
            id: ask

            Layout.fillWidth: true
            active: bar.form.canReturn
            sourceComponent: GridLayout {
                property alias opinion: box.text
                readonly property int reasonIndex: reasons.currentIndex

                columnSpacing: Theme.space3
                columns: Theme.compact ? 1 : 2
                rowSpacing: Theme.space2

                JComboBox {
                    id: reasons

                    Layout.fillWidth: Theme.compact
                    Layout.preferredWidth: 240 * Theme.scale
                    model: bar.form.returnReasons
                    name: qsTr("退回原因")
                    textRole: "label"
                }

                JTextField {
                    id: box

                    Layout.fillWidth: true
                    leadingIcon: "comment"
                    name: qsTr("退回意见")
                    placeholderText: qsTr("退回意见（写清楚要改什么）")

                    onAccepted: bar.sendBack()
                }
            }
            visible: bar.returning && active
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space3

            JText {
                Layout.fillWidth: true
                color: bar.form.findings.errors > 0 && bar.form.canSubmit ? Theme.severityTone("error").ink : bar.unexplained > 0 ? Theme.severityTone("warning").ink : Theme.colors.textMuted
                size: Theme.fontSmall
                text: {
                    if (bar.unexplained > 0)
                        return qsTr("没有错误，还有 %1 条提醒要写明理由").arg(bar.unexplained);
                    if (bar.form.canSubmit)
                        return bar.form.findings.errors > 0 ? qsTr("还有 %1 处错误，改正后才能提交").arg(bar.form.findings.errors) : qsTr("没有错误，可以提交");
                    if (bar.form.canApprove && bar.form.findings.warnings > 0)
                        return bar.form.findings.unexplained > 0 ? qsTr("审核：错误 %1 · 提醒 %2，其中 %3 条没有说明").arg(bar.form.findings.errors).arg(bar.form.findings.warnings).arg(bar.form.findings.unexplained) : qsTr("审核：错误 %1 · 提醒 %2，都有说明").arg(bar.form.findings.errors).arg(bar.form.findings.warnings);
                    if (bar.form.canApprove)
                        return bar.form.findings.count > 0 ? qsTr("审核：错误 %1 · 提醒 %2").arg(bar.form.findings.errors).arg(bar.form.findings.warnings) : qsTr("审核没有发现问题");
                    return "";
                }
                visible: !(Theme.compact && bar.returning)
            }

            JButton {
                iconName: "undo"
                text: qsTr("撤回")
                visible: bar.form.canWithdraw && !bar.form.canApprove

                onClicked: bar.form.withdraw()
            }

            Item {
                Layout.fillWidth: true
                visible: Theme.compact && bar.returning
            }

            JButton {
                text: qsTr("取消")
                visible: bar.returning

                onClicked: bar.returning = false
            }

            JButton {
                enabled: !bar.returning || bar.returnComplete
                iconName: "return"
                kind: bar.returning ? JButton.Danger : JButton.Secondary
                text: bar.returning ? qsTr("确认退回") : qsTr("退回")
                visible: bar.form.canReturn

                onClicked: bar.returning ? bar.sendBack() : bar.returning = true
            }

            JButton {
                iconName: "check"
                kind: JButton.Primary
                text: qsTr("批准")
                visible: bar.form.canApprove && !bar.returning

                onClicked: bar.form.approve("")
            }

            JButton {
                iconName: "comment"
                kind: JButton.Primary
                text: qsTr("写说明（%1）").arg(bar.unexplained)
                visible: bar.unexplained > 0

                Accessible.name: qsTr("提交前写说明，还差 %1 条").arg(bar.unexplained)
                onClicked: bar.form.showMissingExplanation()
            }

            JButton {
                iconName: "send"
                kind: JButton.Primary
                text: bar.form.round > 1 ? qsTr("重新提交") : qsTr("提交")
                visible: bar.form.canSubmit && bar.unexplained === 0

                onClicked: bar.form.submit()
            }
        }
    }
}
