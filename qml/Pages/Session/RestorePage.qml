import QtQuick
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// A backup in the place of what is there: which one, what would change, and then doing it.
SessionFrame {
    id: page

    required property SessionViewModel session
    required property RestoreViewModel restore
    readonly property bool found: restore.backups.length > 0
    readonly property bool busy: restore.busy || session.busy
    readonly property bool seen: restore.summary !== ""

    function goOn(): void {
        if (busy || !found || passphrase.text === "" || session.retrySeconds > 0)
            return;
        if (seen)
            restore.restore(passphrase.text);
        else
            restore.preview(passphrase.text);
    }

    heading: qsTr("从备份恢复")
    lead: qsTr("先看会有什么变化，再决定。现有的数据会移到一旁，不会删除。")

    Component.onCompleted: passphrase.focusInput()

    Column {
        width: parent.width
        spacing: Theme.space1

        JLabel {
            text: page.found ? qsTr("哪一份备份") : qsTr("这个文件夹里没有备份")
        }

        JComboBox {
            width: parent.width
            currentIndex: page.restore.chosen
            enabled: !page.busy
            model: page.restore.backups
            name: qsTr("备份")
            visible: page.found

            onActivated: index => page.restore.chosen = index
        }

        JText {
            width: parent.width
            muted: true
            size: Theme.fontSmall
            text: page.restore.folder
            wrapMode: Text.WrapAnywhere
        }

        JButton {
            enabled: !page.busy
            kind: JButton.Ghost
            text: qsTr("换一个文件夹")

            onClicked: folderDialog.open()
        }
    }

    PassphraseField {
        id: passphrase

        width: parent.width
        hint: qsTr("现在的口令，或制作备份那天的口令。")
        label: qsTr("口令")

        onAccepted: page.goOn()
    }

    Column {
        width: parent.width
        spacing: Theme.space2
        visible: page.seen

        JText {
            width: parent.width
            font.weight: Font.DemiBold
            text: page.restore.summary
        }

        Repeater {
            model: page.restore.changes

            JText {
                required property string modelData

                width: parent ? parent.width : 0
                muted: true
                size: Theme.fontSmall
                text: modelData
            }
        }
    }

    SessionError {
        session: page.session
        width: parent.width
    }

    JErrorState {
        width: parent.width
        details: page.restore.error.details
        next: page.restore.error.next
        requestId: page.restore.error.requestId
        safe: page.restore.error.safe
        visible: page.restore.error.isSet
        what: page.restore.error.what
    }

    JButton {
        width: parent.width
        busy: page.busy
        enabled: page.found && passphrase.text !== "" && page.session.retrySeconds === 0
        kind: JButton.Primary
        text: page.seen ? qsTr("恢复这份备份") : qsTr("查看会有什么变化")

        onClicked: page.goOn()
    }

    JButton {
        width: parent.width
        enabled: !page.busy
        text: qsTr("不恢复，返回")

        onClicked: page.restore.cancel()
    }

    JFileDialog {
        id: folderDialog

        folders: true
        title: qsTr("选择存放备份的文件夹")

        onChosen: folder => page.restore.chooseFolder(folder)
    }
}
