import QtQuick
import QtQuick.Layouts
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Shown once after the vault was made: the code that opens it when the passphrase is forgotten.
JCard {
    id: notice

    required property SessionViewModel session

    visible: session.recoveryCode !== ""

    contentItem: ColumnLayout {
        spacing: Theme.space3

        JText {
            Layout.fillWidth: true
            font.weight: Font.DemiBold
            size: Theme.fontTitle
            text: qsTr("请抄下恢复码")
        }

        JText {
            Layout.fillWidth: true
            text: qsTr("忘记口令时只有它能打开数据。请抄写并交单位保管，离开后不再显示。")
        }

        JText {
            Layout.fillWidth: true
            font.family: "monospace"
            font.weight: Font.DemiBold
            size: Theme.fontTitle
            text: notice.session.recoveryCode
            wrapMode: Text.WrapAnywhere

            Accessible.name: qsTr("恢复码")
        }

        JButton {
            Layout.alignment: Qt.AlignRight
            kind: JButton.Primary
            text: qsTr("已抄好")

            onClicked: notice.session.acknowledgeRecoveryCode()
        }
    }
}
