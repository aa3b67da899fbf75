import QtQuick
import QtQuick.Layouts
import Jixiao.Theme
import Jixiao.Controls

// A passphrase, hidden unless the eye is pressed.
ColumnLayout {
    id: field

    required property string label
    property string hint: ""
    property alias text: box.text

    signal accepted

    function clear(): void {
        box.clear();
    }

    function focusInput(): void {
        box.forceActiveFocus();
    }

    spacing: Theme.space1

    JText {
        Accessible.ignored: true
        font.weight: Font.Medium
        text: field.label
    }

    JTextField {
        id: box

        Layout.fillWidth: true
        echoMode: eye.checked ? TextInput.Normal : TextInput.Password
        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
        leadingIcon: "key"
        name: field.label
        rightPadding: eye.width + Theme.space1

        onAccepted: field.accepted()

        JIconButton {
            id: eye

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            checkable: true
            iconName: checked ? "eye-off" : "eye"
            name: checked ? qsTr("隐藏口令") : qsTr("显示口令")
        }
    }

    JText {
        Layout.fillWidth: true
        muted: true
        size: Theme.fontSmall
        text: field.hint
        visible: text !== ""
    }
}
