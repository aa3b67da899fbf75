pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.Controls

// Yes or no, as a box to tick. Ticking emits `edited` and `committed` with "true" or "false".
FieldFrame {
    id: field

    property string value: ""

    signal committed(string text)
    signal edited(string text)

    JCheckBox {
        id: box

        Accessible.description: field.spokenHelp
        Accessible.name: field.spokenName
        checked: field.value === "true"
        enabled: !field.readOnly
        focus: true
        text: checked ? qsTr("是") : qsTr("否")

        onClicked: {
            const chosen = String(checked);
            checked = Qt.binding(() => field.value === "true");
            field.edited(chosen);
            field.committed(chosen);
        }
    }
}
