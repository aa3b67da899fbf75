pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.Theme

// A question that must be answered now: only for what cannot be undone. Escape cancels; the focus starts on "cancel".
T.Dialog {
    id: dialog

    property string text: ""
    property string acceptText: qsTr("确定")
    property string cancelText: qsTr("取消")
    property bool danger: false
    default property alias body: bodyColumn.data

    anchors.centerIn: parent
    bottomPadding: Theme.space6
    closePolicy: T.Popup.CloseOnEscape
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    leftPadding: Theme.space6
    modal: true
    parent: T.Overlay.overlay
    rightPadding: Theme.space6
    topPadding: Theme.space6
    width: parent ? Math.min(parent.width - 2 * Theme.space4, 440 * Math.min(1.4, Theme.scale)) : 0

    onOpened: cancelButton.forceActiveFocus(Qt.TabFocusReason)

    contentItem: ColumnLayout {
        spacing: Theme.space3

        Accessible.description: dialog.text
        Accessible.name: dialog.title
        Accessible.role: Accessible.Dialog

        JText {
            Layout.fillWidth: true
            font.weight: Font.DemiBold
            size: Theme.fontHeading
            text: dialog.title
        }

        JText {
            Layout.fillWidth: true
            text: dialog.text
            visible: dialog.text !== ""
        }

        ColumnLayout {
            id: bodyColumn

            Layout.fillWidth: true
            spacing: Theme.space3
        }

        Flow {
            Layout.fillWidth: true
            Layout.topMargin: Theme.space2
            layoutDirection: Qt.RightToLeft
            spacing: Theme.space2

            JButton {
                kind: dialog.danger ? JButton.Danger : JButton.Primary
                text: dialog.acceptText

                onClicked: dialog.accept()
            }

            JButton {
                id: cancelButton

                text: dialog.cancelText

                onClicked: dialog.reject()
            }
        }
    }

    background: Item {
        JShadow {
        }

        Rectangle {
            anchors.fill: parent
            border.color: Theme.colors.hairline
            color: Theme.colors.surface
            radius: Theme.radiusCard
        }
    }

    T.Overlay.modal: Rectangle {
        color: "#80000000"
    }
}
