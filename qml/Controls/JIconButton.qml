import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// A button that is only an icon; `name` says what it does, to screen readers and as its tooltip.
T.AbstractButton {
    id: control

    required property string iconName
    required property string name
    property string keys: ""        // its keyboard shortcut, shown in the tooltip
    property color ink: Theme.colors.textMuted
    property bool showTip: true
    readonly property string tip: keys ? qsTr("%1（%2）").arg(name).arg(keys) : name

    font.pixelSize: Theme.fontBody
    hoverEnabled: true
    implicitHeight: Theme.controlHeight
    implicitWidth: Theme.controlHeight

    function press(): void {
        if (checkable)
            toggle();
        clicked();
    }

    Accessible.checkable: checkable
    Accessible.checked: checked
    Accessible.name: name
    Accessible.role: Accessible.Button
    Keys.onEnterPressed: control.press()
    Keys.onReturnPressed: control.press()

    contentItem: Item {
        JIcon {
            anchors.centerIn: parent
            color: {
                if (!control.enabled)
                    return Theme.colors.textDisabled;
                return control.checked ? Theme.colors.primary : (control.hovered ? Theme.colors.text : control.ink);
            }
            name: control.iconName
        }
    }

    background: Rectangle {
        color: control.down ? Theme.colors.pressed : (control.hovered ? Theme.colors.hover : (control.checked ? Theme.colors.selected : "transparent"))
        radius: Theme.radius

        JFocusRing {
            gap: 0
            shown: control.visualFocus
        }
    }

    // Made, and read, when a pointer rests here for the first time: a popup costs more than the rest of the button.
    Loader {
        active: control.showTip && control.hovered

        Component.onCompleted: setSource("JTooltip.qml", {
                "control": control
            })
    }
}
