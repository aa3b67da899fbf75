pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// A button on the dark ground of a toast.
T.AbstractButton {
    id: control

    property string iconName: ""
    property bool wordless: false

    hoverEnabled: true
    implicitHeight: Math.max(Theme.controlHeight, label.implicitHeight)
    implicitWidth: Math.max(Theme.controlHeight, wordless ? 0 : label.implicitWidth + 2 * Theme.space3)

    Accessible.name: text
    Accessible.role: Accessible.Button
    Keys.onEnterPressed: control.clicked()
    Keys.onReturnPressed: control.clicked()

    contentItem: Item {
        JIcon {
            anchors.centerIn: parent
            color: Theme.colors.textOnInverse
            name: control.iconName
            size: Theme.iconSmall
            visible: control.wordless
        }

        JLabel {
            id: label

            anchors.centerIn: parent
            color: Theme.colors.actionOnInverse
            font.weight: Font.DemiBold
            text: control.text
            visible: !control.wordless
            wrapMode: Text.NoWrap
        }
    }

    background: Rectangle {
        border.color: Theme.colors.actionOnInverse
        border.width: control.visualFocus ? Theme.focusWidth : 0
        color: Theme.colors.textOnInverse
        opacity: control.visualFocus ? 1 : (control.down ? 0.24 : (control.hovered ? 0.12 : 0))
        radius: Theme.radius

        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.focusWidth
            color: Theme.colors.inverse
            radius: Theme.radius - Theme.focusWidth
            visible: control.visualFocus
        }
    }
}
