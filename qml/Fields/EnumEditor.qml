pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.Controls

// One of a few fixed values. `options` is a list of {value, text}; a value that is not among them shows as not chosen.
// Choosing emits `edited` and `committed` with the value.
FieldFrame {
    id: field

    property string value: ""
    required property var options
    property string placeholder: qsTr("请选择")

    signal committed(string text)
    signal edited(string text)

    function showValue(): void {
        box.currentIndex = box.indexOfValue(value);
    }

    Component.onCompleted: showValue()
    onOptionsChanged: showValue()
    onValueChanged: showValue()

    JComboBox {
        id: box

        Accessible.description: field.spokenHelp
        enabled: !field.readOnly
        focus: true
        model: field.options
        name: field.spokenName
        placeholder: field.placeholder
        severity: field.message ? field.severity : ""
        textRole: "text"
        valueRole: "value"
        width: parent ? parent.width : 0

        onActivated: {
            const chosen = String(currentValue);
            field.edited(chosen);
            field.committed(chosen);
        }
        onModelChanged: field.showValue()
    }
}
