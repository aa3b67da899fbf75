import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified

// What the review rules say about the open form, while it is being filled in.
Rectangle {
    id: panel

    required property FormViewModel form
    property bool closable: false

    signal closeRequested
    signal findingChosen(int index)

    // Rows are made as they come into view.
    function showExplanation(index: int): void {
        list.positionViewAtIndex(index, ListView.Contain);
        list.forceLayout();
        (list.itemAtIndex(index) as FindingRow)?.writeExplanation();
    }

    color: Theme.colors.surface

    Accessible.name: qsTr("审核栏")
    Accessible.role: Accessible.Pane

    Rectangle {
        color: Theme.colors.hairline
        height: parent.height
        width: 1
    }

    RowLayout {
        id: head

        anchors.left: parent.left
        anchors.margins: Theme.space4
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: Theme.space2

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            JText {
                font.weight: Font.DemiBold
                size: Theme.fontTitle
                text: qsTr("审核")

                Accessible.role: Accessible.Heading
            }

            JText {
                Layout.fillWidth: true
                muted: true
                size: Theme.fontSmall
                text: panel.form.findings.count === 0 ? qsTr("没有发现问题") : qsTr("错误 %1 · 提醒 %2 · 提示 %3").arg(panel.form.findings.errors).arg(panel.form.findings.warnings).arg(panel.form.findings.hints)
            }
        }

        JIconButton {
            iconName: "close"
            name: qsTr("关闭审核栏")
            visible: panel.closable

            onClicked: panel.closeRequested()
        }
    }

    ListView {
        id: list

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.leftMargin: 1
        anchors.right: parent.right
        anchors.top: head.bottom
        anchors.topMargin: Theme.space3
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        cacheBuffer: 0      // what is made ahead would be asked for while the form closes
        model: panel.form.findings
        section.delegate: Rectangle {
            required property string section

            color: Theme.colors.sunken
            height: sectionText.implicitHeight + Theme.space2
            width: list.width

            JText {
                id: sectionText

                anchors.verticalCenter: parent.verticalCenter
                font.weight: Font.Medium
                muted: true
                size: Theme.fontSmall
                text: parent.section
                x: Theme.space4
            }
        }
        section.property: "section"

        T.ScrollBar.vertical: JScrollBar {
        }
        delegate: FindingRow {
            fixable: panel.form.editable
            form: panel.form
            width: list.width

            onClicked: {
                panel.findingChosen(index);
                panel.form.showFinding(index);
            }
            onFixRequested: panel.form.applyFix(index)
        }

        JEmptyState {
            anchors.centerIn: parent
            hint: qsTr("可以提交了。修改内容时会随时重新审核。")
            iconName: "check-circle"
            title: qsTr("没有发现问题")
            visible: list.count === 0 && panel.form.findings.reviewed
            width: parent.width - 2 * Theme.space6
        }
    }
}
