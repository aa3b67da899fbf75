import QtQuick
import Jixiao.Theme
import Jixiao.Controls

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified

// A passphrase, hidden unless the eye is pressed.
Column {
    id: field

    required property string label
    property string hint: ""
    // Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase: by name, all of Qt's enumerations would be read at start.
    readonly property int secret: 0x2 | 0x4 | 0x40
    property alias text: box.text

    signal accepted

    function clear(): void {
        box.clear();
    }

    function focusInput(): void {
        box.forceActiveFocus();
    }

    spacing: Theme.space1

    JLabel {
        text: field.label
    }

    JTextField {
        id: box

        width: parent.width
        echoMode: eye.checked ? TextInput.Normal : TextInput.Password
        inputMethodHints: field.secret
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

    Loader {
        active: field.hint !== ""
        sourceComponent: JText {
            muted: true
            size: Theme.fontSmall
            text: field.hint
        }
        visible: active
        width: parent.width
    }
}
