import QtQuick
import QtQuick.Layouts
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// When the data was last copied and verified, and a button that does it now.
ColumnLayout {
    id: row

    required property BackupViewModel backups
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

    JText {
        Layout.fillWidth: true
        muted: true
        size: Theme.fontSmall
        text: qsTr("备份文件夹：%1").arg(row.backups.folder)
        wrapMode: Text.WrapAnywhere
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
}
