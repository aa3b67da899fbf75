pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// One line of text. `severity` colours the border: "", "hint", "warning" or "error". `suffix` is a unit inside the box.
T.TextField {
    id: control

    property string name: placeholderText   // for screen readers
    property string severity: ""
    property string leadingIcon: ""
    property string suffix: ""

    color: enabled ? Theme.colors.text : Theme.colors.textDisabled
    font.family: Theme.fontFamily
    font.pixelSize: Theme.fontBody
    hoverEnabled: true
    implicitHeight: Math.max(Theme.controlHeight, contentHeight + topPadding + bottomPadding)
    implicitWidth: 240
    leftPadding: leadingIcon ? Theme.space3 + Theme.iconSmall + Theme.space2 : Theme.space3
    rightPadding: suffix ? suffixText.width + Theme.space3 + Theme.space2 : Theme.space3
    topPadding: Theme.space1
    bottomPadding: Theme.space1
    placeholderTextColor: Theme.colors.textMuted
    selectByMouse: true
    selectedTextColor: Theme.colors.textOnPrimary
    selectionColor: Theme.colors.primary
    verticalAlignment: TextInput.AlignVCenter

    Accessible.name: name
    Accessible.readOnly: readOnly
    Accessible.role: Accessible.EditableText

    JLabel {
        color: control.placeholderTextColor
        elide: Text.ElideRight
        height: control.height
        horizontalAlignment: control.horizontalAlignment
        text: control.placeholderText
        visible: control.length === 0 && control.preeditText.length === 0
        width: control.width - x - control.rightPadding
        wrapMode: Text.NoWrap
        x: control.leftPadding
    }

    JIcon {
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.colors.textMuted
        name: control.leadingIcon
        size: Theme.iconSmall
        x: Theme.space3
    }

    JText {
        id: suffixText

        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        muted: true
        text: control.suffix
        wrapMode: Text.NoWrap
    }

    background: JFieldBox {
        active: control.activeFocus
        editable: !control.readOnly
        hovered: control.hovered
        severity: control.severity
        usable: control.enabled
    }
}
