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

    // Named, not used as a type: the page is on screen before it is read.
    Loader {
        readonly property bool offered: page.session.backupOffer !== "" || page.session.salvageOffered

        width: parent.width
        active: offered
        visible: offered

        Component.onCompleted: setSource("RescueOffer.qml", {
                "session": page.session,
                "passphrase": passphrase
            })
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
