pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

T.CheckBox {
    id: control

    font.pixelSize: Theme.fontBody
    hoverEnabled: true
    implicitHeight: Math.max(Theme.controlHeight, implicitContentHeight + topPadding + bottomPadding)
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    spacing: Theme.space2

    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.name: text
    Accessible.role: Accessible.CheckBox

    indicator: Rectangle {
        border.color: !control.enabled ? Theme.colors.hairline : (control.checked ? Theme.colors.primary : (control.hovered ? Theme.colors.text : Theme.colors.outline))
        border.width: 1
        color: control.checked ? (control.enabled ? Theme.colors.primary : Theme.colors.textDisabled) : Theme.colors.surface
        height: Theme.icon
        radius: 5
        width: Theme.icon
        x: control.leftPadding
        y: Math.round((control.height - height) / 2)

        JIcon {
            anchors.centerIn: parent
            color: Theme.colors.textOnPrimary
            name: "check"
            size: parent.width - 4
            visible: control.checked
        }

        JFocusRing {
            corner: 5
            shown: control.visualFocus
        }
    }

    contentItem: JLabel {
        color: control.enabled ? Theme.colors.text : Theme.colors.textDisabled
        leftPadding: control.indicator.width + control.spacing
        text: control.text
    }
}
