import QtQuick
import QtQuick.Layouts
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// When the data was last copied and verified, and a button that does it now.
ColumnLayout {
    id: row

    required property BackupViewModel backups
    required property RestoreViewModel restore
    readonly property var counts: [3, 7, 14, 30]

    spacing: Theme.space2

    SettingRow {
        Layout.fillWidth: true
        help: row.backups.lastText === "" ? qsTr("还没有备份。每天空闲时自动备份一次。") : qsTr("最近一次核对无误的备份：%1。每天空闲时自动备份一次。").arg(row.backups.lastText)
        title: qsTr("备份")

        JButton {
            busy: row.backups.busy
            text: qsTr("现在备份")

            onClicked: row.backups.backUpNow()
        }
    }

    SettingRow {
        Layout.fillWidth: true
        Layout.topMargin: Theme.space3
        help: row.backups.folder
        title: qsTr("备份文件夹")

        Flow {
            spacing: Theme.space2

            JButton {
                enabled: !row.backups.busy
                text: qsTr("另选文件夹")

                onClicked: folderDialog.open()
            }

            JButton {
                enabled: !row.backups.busy
                text: qsTr("改回默认")
                visible: row.backups.ownFolder

                onClicked: row.backups.chooseFolder("")
            }
        }
    }

    JErrorState {
        Layout.fillWidth: true
        details: row.backups.error.details
        next: row.backups.error.next
        requestId: row.backups.error.requestId
        safe: row.backups.error.safe
        visible: row.backups.error.isSet
        what: row.backups.error.what
    }

    SettingRow {
        Layout.fillWidth: true
        Layout.topMargin: Theme.space3
        help: qsTr("另外每周留一份，留八周。")
        title: qsTr("保留最近几份备份")

        JSegmented {
            Layout.fillWidth: Theme.compact
            currentIndex: row.counts.indexOf(row.backups.keep)
            name: qsTr("保留备份")
            options: row.counts.map(value => qsTr("%1 份").arg(value))

            onChosen: index => row.backups.keep = row.counts[index]
        }
    }

    SettingRow {
        Layout.fillWidth: true
        Layout.topMargin: Theme.space3
        help: qsTr("会先锁定，选一份备份，看过会有什么变化再决定。")
        title: qsTr("从备份恢复")

        JButton {
            enabled: !row.backups.busy
            text: qsTr("选择备份")

            onClicked: row.restore.begin()
        }
    }

    JFileDialog {
        id: folderDialog

        folders: true
        title: qsTr("选择存放备份的文件夹")

        onChosen: folder => row.backups.chooseFolder(folder)
    }
}
