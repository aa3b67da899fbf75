import QtQuick
import QtQuick.Layouts
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// From nothing to the first page: an enrolment code and a passphrase, or a name when there is no server.
SessionFrame {
    id: page

    required property SessionViewModel session
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

        Layout.fillWidth: true
        name: qsTr("使用方式")
        options: [qsTr("用登记码"), qsTr("仅本机使用")]
        visible: !page.codeOnly

        onChosen: index => currentIndex = index
    }

    ColumnLayout {
        spacing: Theme.space1
        visible: !page.local

        JText {
            Accessible.ignored: true
            font.weight: Font.Medium
            text: qsTr("登记码")
        }

        JTextField {
            id: code

            Layout.fillWidth: true
            inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
            leadingIcon: "shield"
            name: qsTr("登记码")
            placeholderText: qsTr("jixiao:enrol?…")

            onAccepted: page.start()
        }
    }

    ColumnLayout {
        spacing: Theme.space3
        visible: page.local

        JTextField {
            id: person

            Layout.fillWidth: true
            leadingIcon: "person"
            name: qsTr("姓名")
            placeholderText: qsTr("姓名")
        }

        JTextField {
            id: unit

            Layout.fillWidth: true
            leadingIcon: "unit"
            name: qsTr("单位")
            placeholderText: qsTr("单位")
        }
    }

    PassphraseField {
        id: first

        Layout.fillWidth: true
        hint: qsTr("至少 8 个字符，例如几个词连在一起。只有您知道，管理员也看不到。")
        label: qsTr("设置口令")
        visible: !page.codeOnly
    }

    PassphraseField {
        id: second

        Layout.fillWidth: true
        hint: text !== "" && text !== first.text ? qsTr("两次输入不一致") : ""
        label: qsTr("再输一次")
        visible: !page.codeOnly

        onAccepted: page.start()
    }

    JErrorState {
        Layout.fillWidth: true
        details: page.session.error.details
        next: page.session.error.next
        requestId: page.session.error.requestId
        safe: page.session.error.safe
        visible: page.session.error.isSet
        what: page.session.error.what
    }

    JButton {
        Layout.fillWidth: true
        busy: page.session.busy
        enabled: page.complete
        kind: JButton.Primary
        text: page.session.busy ? qsTr("正在建立加密数据…") : page.codeOnly ? qsTr("登记本设备") : qsTr("开始使用")

        onClicked: page.start()
    }
}
