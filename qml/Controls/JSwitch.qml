pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// On or off, at once. The words stand on the left, the switch at the right edge.
T.Switch {
    id: control

    font.pixelSize: Theme.fontBody
    hoverEnabled: true
    implicitHeight: Math.max(Theme.controlHeight, implicitContentHeight + topPadding + bottomPadding)
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    spacing: Theme.space3

    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.name: text
    Accessible.role: Accessible.CheckBox

    indicator: Rectangle {
        border.color: control.checked ? color : (control.enabled ? Theme.colors.outline : Theme.colors.hairline)
        border.width: 1
        color: control.checked ? (control.enabled ? Theme.colors.primary : Theme.colors.textDisabled) : Theme.colors.sunken
        height: 24
        radius: 12
        width: 42
        x: control.width - width - control.rightPadding
        y: Math.round((control.height - height) / 2)

        Rectangle {
            color: control.checked ? Theme.colors.textOnPrimary : (control.enabled ? Theme.colors.textMuted : Theme.colors.textDisabled)
            height: 16
            radius: 8
            width: 16
            x: control.checked ? parent.width - width - 4 : 4
            y: 4

            Behavior on x  {
                NumberAnimation {
                    duration: Theme.motionShort
                }
            }
        }

        JFocusRing {
            corner: 12
            shown: control.visualFocus
        }
    }

    contentItem: JLabel {
        color: control.enabled ? Theme.colors.text : Theme.colors.textDisabled
        rightPadding: control.indicator.width + control.spacing
        text: control.text
    }
}
