pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// Several lines of text. It grows with its text and never scrolls inside; Tab moves on.
T.TextArea {
    id: control

    property string name: placeholderText   // for screen readers
    property string severity: ""
    property int minimumLines: 3

    color: enabled ? Theme.colors.text : Theme.colors.textDisabled
    font.family: Theme.fontFamily
    font.pixelSize: Theme.fontBody
    hoverEnabled: true
    implicitHeight: Math.max(minimumLines * Theme.line(Theme.fontBody), contentHeight) + topPadding + bottomPadding
    implicitWidth: 320
    leftPadding: Theme.space3
    rightPadding: Theme.space3
    topPadding: Theme.space2
    bottomPadding: Theme.space2
    placeholderTextColor: Theme.colors.textMuted
    selectByMouse: true
    selectedTextColor: Theme.colors.textOnPrimary
    selectionColor: Theme.colors.primary
    textFormat: TextEdit.PlainText
    wrapMode: TextEdit.Wrap

    Accessible.multiLine: true
    Accessible.name: name
    Accessible.readOnly: readOnly
    Accessible.role: Accessible.EditableText
    KeyNavigation.priority: KeyNavigation.BeforeItem
    Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
    Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)

    JLabel {
        color: control.placeholderTextColor
        text: control.placeholderText
        visible: control.length === 0 && control.preeditText.length === 0
        width: control.width - control.leftPadding - control.rightPadding
        x: control.leftPadding
        y: control.topPadding
    }

    background: JFieldBox {
        active: control.activeFocus
        editable: !control.readOnly
        hovered: control.hovered
        severity: control.severity
        usable: control.enabled
    }
}
