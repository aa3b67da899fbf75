import QtQuick
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// A picture that stands as evidence, as large as there is room; it is only in memory.
FocusScope {
    id: viewer

    required property OutcomeViewModel outcome

    Accessible.description: outcome.openItem.details
    Accessible.name: outcome.openItem.name
    Accessible.role: Accessible.Dialog
    Keys.onEscapePressed: outcome.closePicture()

    Rectangle {
        anchors.fill: parent
        color: Theme.colors.page

        // What lies below does not hear of taps here.
        MouseArea {
            anchors.fill: parent
            hoverEnabled: true

            onWheel: wheel => wheel.accepted = true
        }
    }

    Image {
        anchors.bottom: words.top
        anchors.bottomMargin: Theme.space3
        anchors.left: parent.left
        anchors.leftMargin: Theme.space3
        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        anchors.top: closeButton.bottom
        cache: false
        fillMode: Image.PreserveAspectFit
        source: viewer.outcome.openItem.content ? "image://evidence/picture/" + viewer.outcome.openItem.content : ""

        Accessible.name: viewer.outcome.openItem.name
        Accessible.role: Accessible.Graphic
    }

    Column {
        id: words

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space4
        anchors.left: parent.left
        anchors.leftMargin: Theme.space4
        anchors.right: parent.right
        anchors.rightMargin: Theme.space4

        JText {
            font.weight: Font.Medium
            horizontalAlignment: Text.AlignHCenter
            text: viewer.outcome.openItem.name
            width: parent.width
        }

        JText {
            horizontalAlignment: Text.AlignHCenter
            muted: true
            size: Theme.fontSmall
            text: viewer.outcome.openItem.details
            width: parent.width
        }
    }

    JIconButton {
        id: closeButton

        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.top: parent.top
        anchors.topMargin: Theme.space2
        focus: true
        height: 48
        iconName: "close"
        name: qsTr("关闭图片")
        width: 48

        onClicked: viewer.outcome.closePicture()
    }
}
