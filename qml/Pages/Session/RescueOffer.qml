import QtQuick
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// The way out when the store is damaged: the newest sound backup, or else what can still be read.
Column {
    id: offer

    required property PassphraseField passphrase
    required property SessionViewModel session
    readonly property bool hasBackup: session.backupOffer !== ""

    spacing: Theme.space3

    JText {
        width: parent.width
        muted: true
        text: offer.hasBackup ? qsTr("本机有一份核对无误的备份。再输入一次口令，就能用它恢复：还没有发送的修改，能读出的都会保留；现有的文件移到一旁，不会删除。") : qsTr("没有找到可用的备份。再输入一次口令，可以把还能读出的内容取出来继续用；现有的文件移到一旁，不会删除，以后还能送修。")
    }

    JButton {
        width: parent.width
        busy: offer.session.busy
        enabled: offer.passphrase.text !== "" && offer.session.retrySeconds === 0
        text: offer.hasBackup ? qsTr("用 %1 的备份恢复并解锁").arg(offer.session.backupOffer) : qsTr("读出还完好的内容并解锁")

        onClicked: {
            if (offer.hasBackup)
                offer.session.restoreBackup(offer.passphrase.text);
            else
                offer.session.salvage(offer.passphrase.text);
        }
    }
}
