import QtQuick
import QtQuick.Layouts
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Changing the passphrase rewraps one key slot; the data is not touched.
ColumnLayout {
    id: change

    required property SettingsViewModel settings
    property bool open: false

    spacing: Theme.space3

    SettingRow {
        Layout.fillWidth: true
        help: qsTr("只改口令，数据不需要重新加密。")
        title: qsTr("修改口令")

        JButton {
            text: change.open ? qsTr("取消") : qsTr("修改")

            Accessible.name: change.open ? qsTr("取消修改口令") : qsTr("修改口令")
            onClicked: change.open = !change.open
        }
    }

    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.space2
        visible: change.open

        JTextField {
            id: before

            Layout.fillWidth: true
            echoMode: TextInput.Password
            leadingIcon: "key"
            name: qsTr("原口令")
            placeholderText: qsTr("原口令")
        }

        JTextField {
            id: after

            Layout.fillWidth: true
            echoMode: TextInput.Password
            leadingIcon: "key"
            name: qsTr("新口令")
            placeholderText: qsTr("新口令（至少 8 个字符）")
        }

        JButton {
            Layout.alignment: Qt.AlignRight
            busy: change.settings.busy
            enabled: before.text !== "" && after.text.length >= 8
            kind: JButton.Primary
            text: qsTr("确认修改")

            onClicked: change.settings.changePassphrase(before.text, after.text)
        }
    }

    JErrorState {
        Layout.fillWidth: true
        next: change.settings.error.next
        safe: change.settings.error.safe
        visible: change.settings.error.isSet
        what: change.settings.error.what
    }

    Connections {
        function onPassphraseChanged(): void {
            before.clear();
            after.clear();
            change.open = false;
        }

        target: change.settings
    }
}
