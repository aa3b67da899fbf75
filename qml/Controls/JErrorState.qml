pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Jixiao.Theme

// Something went wrong: what it is, what is safe, what to do next; the details fold out and can be copied.
Column {
    id: failure

    required property string what
    required property string safe
    property string next: ""
    property string details: ""
    property string requestId: ""
    property string actionText: ""
    property bool detailsShown: false
    readonly property string report: requestId ? qsTr("请求编号：%1").arg(requestId) + "\n" + details : details

    signal actionTriggered

    spacing: Theme.space3

    Accessible.description: safe + " " + next
    Accessible.name: what
    Accessible.role: Accessible.AlertMessage

    function copyReport(): void {
        clipboard.text = report;
        clipboard.selectAll();
        clipboard.copy();
        copied.restart();
    }

    TextEdit {
        id: clipboard

        visible: false
    }

    Timer {
        id: copied

        interval: 2000
    }

    RowLayout {
        width: failure.width
        spacing: Theme.space3

        JIcon {
            Layout.alignment: Qt.AlignTop
            color: Theme.colors.refused.ink
            name: "error"
            size: Theme.icon + 4
        }

        JText {
            Layout.fillWidth: true
            font.weight: Font.DemiBold
            size: Theme.fontTitle
            text: failure.what
        }
    }

    RowLayout {
        width: failure.width
        spacing: Theme.space3

        JIcon {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: Theme.icon + 4
            color: Theme.colors.approved.ink
            fillMode: Image.Pad
            name: "shield"
        }

        JText {
            Layout.fillWidth: true
            text: failure.safe
        }
    }

    RowLayout {
        width: failure.width
        spacing: Theme.space3
        visible: failure.next !== ""

        JIcon {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: Theme.icon + 4
            color: Theme.colors.textMuted
            fillMode: Image.Pad
            name: "arrow-right"
        }

        JText {
            Layout.fillWidth: true
            text: failure.next
        }
    }

    Flow {
        width: failure.width
        spacing: Theme.space2

        JButton {
            kind: JButton.Primary
            text: failure.actionText
            visible: failure.actionText !== ""

            onClicked: failure.actionTriggered()
        }

        JButton {
            iconName: failure.detailsShown ? "chevron-up" : "chevron-down"
            kind: JButton.Ghost
            text: failure.detailsShown ? qsTr("收起详情") : qsTr("查看详情")
            visible: failure.report !== ""

            onClicked: failure.detailsShown = !failure.detailsShown
        }

        JButton {
            iconName: copied.running ? "check" : "copy"
            kind: JButton.Ghost
            text: copied.running ? qsTr("已复制") : qsTr("复制详情")
            visible: failure.report !== ""

            onClicked: failure.copyReport()
        }
    }

    Rectangle {
        width: failure.width
        color: Theme.colors.sunken
        implicitHeight: detailText.implicitHeight + 2 * Theme.space3
        radius: Theme.radius
        visible: failure.detailsShown && failure.report !== ""

        JText {
            id: detailText

            anchors.left: parent.left
            anchors.margins: Theme.space3
            anchors.right: parent.right
            anchors.top: parent.top
            muted: true
            size: Theme.fontSmall
            text: failure.report
            wrapMode: Text.WrapAnywhere
        }
    }
}
