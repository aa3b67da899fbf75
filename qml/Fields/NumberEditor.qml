pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.Theme
import Jixiao.Controls
import Jixiao.Fields

// A number in a form, right-aligned. `shownValue` is what stands there while nobody edits ("1,234.56"), made by the
// model; the text itself is always `value`. Signals as in TextFieldEditor.
FieldFrame {
    id: field

    property string value: ""
    property string shownValue: ""
    property string suffix: ""
    property string placeholder: ""
    property alias input: box
    readonly property bool formatted: shownValue !== "" && !box.activeFocus && value !== ""

    signal committed(string text)
    signal edited(string text)

    function commit(): void {
        bridge.commit();
    }

    JTextField {
        id: box

        Accessible.description: field.spokenHelp
        color: field.formatted ? "transparent" : (enabled ? Theme.colors.text : Theme.colors.textDisabled)
        focus: true
        horizontalAlignment: TextInput.AlignRight
        inputMethodHints: Qt.ImhFormattedNumbersOnly
        name: field.spokenName
        placeholderText: field.placeholder
        readOnly: field.readOnly
        severity: field.message ? field.severity : ""
        suffix: field.suffix
        width: parent ? parent.width : 0

        JLabel {
            elide: Text.ElideRight
            height: box.height
            horizontalAlignment: Text.AlignRight
            text: field.shownValue
            visible: field.formatted
            width: box.width - x - box.rightPadding
            wrapMode: Text.NoWrap
            x: box.leftPadding
        }
    }

    TextBridge {
        id: bridge

        target: box
        value: field.value

        onCommitted: text => field.committed(text)
        onEdited: text => field.edited(text)
    }
}
