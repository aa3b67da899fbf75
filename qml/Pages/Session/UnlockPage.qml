import QtQuick
import Jixiao.App
import Jixiao.Controls

// One field, one button: what a person sees many times a day.
SessionFrame {
    id: page

    required property SessionViewModel session

    function unlock(): void {
        if (passphrase.text !== "" && session.retrySeconds === 0)
            session.unlock(passphrase.text);
    }

    heading: qsTr("输入口令解锁")
    lead: qsTr("数据已加密保存在本机。忘记口令时，可在此输入恢复码。")

    Component.onCompleted: passphrase.focusInput()

    PassphraseField {
        id: passphrase

        width: parent.width
        label: qsTr("口令")

        onAccepted: page.unlock()
    }

    SessionError {
        session: page.session
        width: parent.width
    }

    JButton {
        width: parent.width
        busy: page.session.busy
        enabled: passphrase.text !== "" && page.session.retrySeconds === 0
        iconName: "unlock"
        kind: JButton.Primary
        text: page.session.retrySeconds > 0 ? qsTr("请等待 %1 秒").arg(page.session.retrySeconds) : qsTr("解锁")

        onClicked: page.unlock()
    }

    JText {
        width: parent.width
        muted: true
        text: qsTr("本机有一份核对无误的备份。再输入一次口令，就能用它恢复：还没有发送的修改，能读出的都会保留；现有的文件移到一旁，不会删除。")
        visible: page.session.backupOffer !== ""
    }

    JButton {
        width: parent.width
        busy: page.session.busy
        enabled: passphrase.text !== "" && page.session.retrySeconds === 0
        text: qsTr("用 %1 的备份恢复并解锁").arg(page.session.backupOffer)
        visible: page.session.backupOffer !== ""

        onClicked: page.session.restoreBackup(passphrase.text)
    }

    Connections {
        function onErrorChanged(): void {
            if (page.session.error.isSet) {
                passphrase.clear();
                passphrase.focusInput();
            }
        }

        target: page.session
    }
}
