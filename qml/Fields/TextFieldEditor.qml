pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.Controls
import Jixiao.Fields

// One line of text in a form. `value` comes from the model; `edited` follows every change, unfinished input-method text
// included; `committed` ends an edit. Ctrl+Z is left to the page.
FieldFrame {
    id: field

    property string value: ""
    property string placeholder: ""
    property alias input: box           // the text item, to place the cursor from outside
    property int inputHints: Qt.ImhNone

    signal committed(string text)
    signal edited(string text)

    function commit(): void {
        bridge.commit();
    }

    JTextField {
        id: box

        Accessible.description: field.spokenHelp
        focus: true
        inputMethodHints: field.inputHints
        name: field.spokenName
        placeholderText: field.placeholder
        readOnly: field.readOnly
        severity: field.message ? field.severity : ""
        width: parent ? parent.width : 0
    }

    TextBridge {
        id: bridge

        target: box
        value: field.value

        onCommitted: text => field.committed(text)
        onEdited: text => field.edited(text)
    }
}
