import QtQuick
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// From nothing to the first page: an enrolment code and a passphrase, or a name when there is no server.
SessionFrame {
    id: page

    required property SessionViewModel session
    required property RestoreViewModel restore
    readonly property bool codeOnly: session.stage === SessionViewModel.NeedsEnrolment
    readonly property bool local: !codeOnly && way.currentIndex === 1
    readonly property bool passphraseFits: codeOnly || (first.text.length >= 8 && first.text === second.text)
    readonly property bool complete: passphraseFits && (local ? person.text !== "" && unit.text !== "" : code.text !== "")

    function start(): void {
        if (!complete || session.busy)
            return;
        if (codeOnly)
            session.finishEnrolment(code.text);
        else if (local)
            session.startLocally(person.text, unit.text, first.text);
        else
            session.enrol(code.text, first.text);
    }

    heading: codeOnly ? qsTr("完成设备登记") : qsTr("开始使用")
    lead: codeOnly ? qsTr("本机已建立加密数据，还需要登记码才能与单位服务器同步。") : qsTr("登记码由单位管理员发放，每个只能用一次。所有内容都会加密保存在本机。")

    JSegmented {
        id: way

        width: parent.width
        name: qsTr("使用方式")
        options: [qsTr("用登记码"), qsTr("仅本机使用")]
        visible: !page.codeOnly

        onChosen: index => currentIndex = index
    }

    Column {
        spacing: Theme.space1
        visible: !page.local
        width: parent.width

        JLabel {
            text: qsTr("登记码")
        }

        JTextField {
            id: code

            width: parent.width
            inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
            leadingIcon: "shield"
            name: qsTr("登记码")
            placeholderText: qsTr("jixiao:enrol?…")

            onAccepted: page.start()
        }
    }

    Column {
        spacing: Theme.space3
        visible: page.local
        width: parent.width

        JTextField {
            id: person

            width: parent.width
            leadingIcon: "person"
            name: qsTr("姓名")
            placeholderText: qsTr("姓名")
        }

        JTextField {
            id: unit

            width: parent.width
            leadingIcon: "unit"
            name: qsTr("单位")
            placeholderText: qsTr("单位")
        }
    }

    PassphraseField {
        id: first

        width: parent.width
        hint: qsTr("至少 8 个字符，例如几个词连在一起。只有您知道，管理员也看不到。")
        label: qsTr("设置口令")
        visible: !page.codeOnly
    }

    PassphraseField {
        id: second

        width: parent.width
        hint: text !== "" && text !== first.text ? qsTr("两次输入不一致") : ""
        label: qsTr("再输一次")
        visible: !page.codeOnly

        onAccepted: page.start()
    }

    SessionError {
        session: page.session
        width: parent.width
    }

    JButton {
        width: parent.width
        busy: page.session.busy
        enabled: page.complete
        kind: JButton.Primary
        text: page.session.busy ? qsTr("正在建立加密数据…") : page.codeOnly ? qsTr("登记本设备") : qsTr("开始使用")

        onClicked: page.start()
    }

    JButton {
        width: parent.width
        enabled: !page.session.busy
        kind: JButton.Ghost
        text: qsTr("有备份？从备份恢复")
        visible: !page.codeOnly

        onClicked: page.restore.begin()
    }
}
