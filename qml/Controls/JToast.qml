pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.Theme

// One message of a JToastHost. Its time stands still while a pointer or the focus is on it.
T.Control {
    id: toast

    required property string text
    property string actionText: ""
    property int time: 5000

    signal actionClicked
    signal expired

    bottomPadding: Theme.space2
    hoverEnabled: true
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    leftPadding: Theme.space4
    rightPadding: Theme.space2
    topPadding: Theme.space2

    Accessible.name: text
    Accessible.role: Accessible.AlertMessage

    Timer {
        interval: toast.time
        running: !toast.hovered && !action.activeFocus && !closeButton.activeFocus

        onTriggered: toast.expired()
    }

    contentItem: RowLayout {
        spacing: Theme.space2

        JLabel {
            Layout.fillWidth: true
            color: Theme.colors.textOnInverse
            text: toast.text
        }

        JToastButton {
            id: action

            text: toast.actionText
            visible: toast.actionText !== ""

            onClicked: toast.actionClicked()
        }

        JToastButton {
            id: closeButton

            iconName: "close"
            text: qsTr("关闭")
            wordless: true

            onClicked: toast.expired()
        }
    }

    background: Item {
        JShadow {
        }

        Rectangle {
            anchors.fill: parent
            color: Theme.colors.inverse
            radius: Theme.radiusCard
        }
    }
}
