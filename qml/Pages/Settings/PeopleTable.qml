pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Who can unlock this device. Each change asks for the passphrase of whoever makes it.
ColumnLayout {
    id: table

    required property PeopleViewModel people
    property string action: ""      // add, remove, renew
    property string chosen: ""      // of a removal, whose
    property string chosenName: ""
    property string recoveryCode: ""
    readonly property int secret: 0x2 | 0x4 | 0x40

    function begin(what: string, slotId: string, label: string): void {
        people.clearError();
        action = what;
        chosen = slotId;
        chosenName = label;
        recoveryCode = "";
        (what === "add" ? person : own).forceActiveFocus();
    }

    function end(): void {
        action = "";
        own.clear();
        fresh.clear();
        person.clear();
    }

    function confirm(): void {
        if (action === "add")
            people.add(own.text, person.text, fresh.text);
        else if (action === "remove")
            people.remove(own.text, chosen);
        else
            people.renewRecoveryCode(own.text);
    }

    spacing: Theme.space3

    SettingRow {
        Layout.fillWidth: true
        help: qsTr("各人用自己的口令解锁这台设备。")
        title: qsTr("本机人员")

        JButton {
            text: table.action !== "" ? qsTr("取消") : qsTr("添加")

            Accessible.name: table.action !== "" ? qsTr("取消") : qsTr("添加人员")
            onClicked: table.action !== "" ? table.end() : table.begin("add", "", "")
        }
    }

    Repeater {
        model: table.people

        PersonRow {
            id: row

            Layout.fillWidth: true

            onRemoveRequested: table.begin("remove", row.slotId, row.label)
            onRenewRequested: table.begin("renew", "", "")
        }
    }

    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.space2
        visible: table.action !== ""

        JText {
            Layout.fillWidth: true
            text: table.action === "remove" ? qsTr("移除 %1：此人的口令从此打不开这台设备。").arg(table.chosenName) : table.action === "renew" ? qsTr("换新之后，以前抄下的恢复码作废。") : qsTr("请新人员自己输入口令。")
        }

        JTextField {
            id: person

            Layout.fillWidth: true
            name: qsTr("姓名")
            placeholderText: qsTr("姓名")
            visible: table.action === "add"
        }

        JTextField {
            id: fresh

            Layout.fillWidth: true
            echoMode: TextInput.Password
            inputMethodHints: table.secret
            leadingIcon: "key"
            name: qsTr("新人员的口令")
            placeholderText: qsTr("新人员的口令（至少 8 个字符）")
            visible: table.action === "add"
        }

        JTextField {
            id: own

            Layout.fillWidth: true
            echoMode: TextInput.Password
            inputMethodHints: table.secret
            leadingIcon: "key"
            name: qsTr("您的口令")
            placeholderText: qsTr("您的口令")
        }

        JButton {
            Layout.alignment: Qt.AlignRight
            busy: table.people.busy
            enabled: own.text !== "" && (table.action !== "add" || (person.text.trim() !== "" && fresh.text.length >= 8))
            kind: JButton.Primary
            text: qsTr("确认")

            onClicked: table.confirm()
        }
    }

    JBanner {
        Layout.fillWidth: true
        actionText: qsTr("已抄好")
        severity: "warning"
        text: table.recoveryCode.replace(/-/g, " - ")
        title: qsTr("请抄下新的恢复码")
        visible: table.recoveryCode !== ""

        onActionTriggered: table.recoveryCode = ""
    }

    JErrorState {
        Layout.fillWidth: true
        next: table.people.error.next
        safe: table.people.error.safe
        visible: table.people.error.isSet
        what: table.people.error.what
    }

    Connections {
        function onDone(): void {
            table.end();
        }

        function onRecoveryCodeMade(code: string): void {
            table.recoveryCode = code;
        }

        target: table.people
    }
}
