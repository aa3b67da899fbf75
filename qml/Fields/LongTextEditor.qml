pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.Theme
import Jixiao.Controls
import Jixiao.Fields

// Several lines of text in a form; grows with the text. `limit` above 0 shows how many characters are used.
// Signals as in TextFieldEditor; Ctrl+Enter ends the edit.
FieldFrame {
    id: field

    property string value: ""
    property string placeholder: ""
    property int limit: 0
    property int minimumLines: 3
    property alias input: box
    readonly property int used: box.length + box.preeditText.length

    signal committed(string text)
    signal edited(string text)

    function commit(): void {
        bridge.commit();
    }

    JTextArea {
        id: box

        Accessible.description: field.spokenHelp
        bottomPadding: field.limit > 0 ? counter.implicitHeight + Theme.space2 : Theme.space2
        focus: true
        minimumLines: field.minimumLines
        name: field.spokenName
        placeholderText: field.placeholder
        readOnly: field.readOnly
        severity: field.message ? field.severity : ""
        width: parent ? parent.width : 0

        JText {
            id: counter

            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.space1
            anchors.right: parent.right
            anchors.rightMargin: Theme.space3
            color: field.used > field.limit ? Theme.colors.refused.ink : Theme.colors.textMuted
            size: Theme.fontSmall
            text: qsTr("%1 / %2 字").arg(field.used).arg(field.limit)
            visible: field.limit > 0
            wrapMode: Text.NoWrap
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
