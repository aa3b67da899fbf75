pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Jixiao.Theme

// Nothing here yet: says why, and what to do next.
ColumnLayout {
    id: empty

    required property string iconName
    required property string title
    property string hint: ""
    property string actionText: ""
    property string actionIcon: ""

    signal actionTriggered

    spacing: Theme.space2

    Accessible.description: hint
    Accessible.name: title
    Accessible.role: Accessible.Grouping

    Rectangle {
        Layout.alignment: Qt.AlignHCenter
        Layout.bottomMargin: Theme.space2
        color: Theme.colors.sunken
        implicitHeight: 64
        implicitWidth: 64
        radius: 32

        JIcon {
            anchors.centerIn: parent
            color: Theme.colors.textMuted
            name: empty.iconName
            size: 28
        }
    }

    JText {
        Layout.fillWidth: true
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        size: Theme.fontTitle
        text: empty.title
    }

    JText {
        Layout.alignment: Qt.AlignHCenter
        Layout.fillWidth: true
        Layout.maximumWidth: 420 * Theme.scale
        horizontalAlignment: Text.AlignHCenter
        muted: true
        text: empty.hint
        visible: empty.hint !== ""
    }

    JButton {
        Layout.alignment: Qt.AlignHCenter
        Layout.topMargin: Theme.space2
        iconName: empty.actionIcon
        kind: JButton.Primary
        text: empty.actionText
        visible: empty.actionText !== ""

        onClicked: empty.actionTriggered()
    }
}
