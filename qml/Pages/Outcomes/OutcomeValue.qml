pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.Controls
import Jixiao.Fields

// The editor of one actual value: a number with its fixed unit, one of a few words, or text.
FocusScope {
    id: value

    required property string name       // of the indicator, for screen readers
    required property string kind
    required property string typed
    required property string unitText
    required property var words
    property bool usable: true
    readonly property bool choosing: kind === "words"
    readonly property string spoken: unitText ? qsTr("%1的完成值，单位%2").arg(name).arg(unitText) : qsTr("%1的完成值").arg(name)

    signal edited(string text)
    signal committed
    signal nextRequested

    implicitHeight: choosing ? choice.implicitHeight : box.implicitHeight

    Keys.onReturnPressed: nextRequested()
    Keys.onEnterPressed: nextRequested()

    JTextField {
        id: box

        enabled: value.usable
        focus: !value.choosing
        horizontalAlignment: value.kind === "number" ? TextInput.AlignRight : TextInput.AlignLeft
        inputMethodHints: value.kind === "number" ? Qt.ImhFormattedNumbersOnly : Qt.ImhNone
        name: value.spoken
        placeholderText: value.kind === "date" ? qsTr("如 2025-10-31") : value.kind === "number" ? "" : qsTr("完成值")
        suffix: value.unitText
        visible: !value.choosing
        width: value.width
    }

    TextBridge {
        target: box
        value: value.typed

        onCommitted: value.committed()
        onEdited: text => value.edited(text)
    }

    JComboBox {
        id: choice

        enabled: value.usable
        focus: value.choosing
        model: value.words
        name: value.spoken
        placeholder: qsTr("选择完成情况")
        visible: value.choosing
        width: value.width

        Component.onCompleted: currentIndex = value.words.indexOf(value.typed)
        onActivated: index => {
            value.edited(value.words[index]);
            value.committed();
        }
        onModelChanged: currentIndex = value.words.indexOf(value.typed)
    }

    onTypedChanged: choice.currentIndex = words.indexOf(typed)
}
