import QtQuick
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Shown once after the vault was made: the code that opens it when the passphrase is forgotten.
SessionFrame {
    id: page

    required property SessionViewModel session

    heading: qsTr("请抄下恢复码")
    lead: qsTr("忘记口令时只有它能打开数据。请抄写并交单位保管，离开后不再显示。")

    Rectangle {
        width: parent.width
        color: Theme.colors.sunken
        implicitHeight: code.implicitHeight + 2 * Theme.space4
        radius: Theme.radius

        JText {
            id: code

            anchors.left: parent.left
            anchors.margins: Theme.space4
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            font.family: "monospace"
            font.letterSpacing: 1
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
            size: Theme.fontHeading
            // Groups stay whole when the line breaks.
            text: page.session.recoveryCode.replace(/-/g, " - ")

            Accessible.name: qsTr("恢复码 %1").arg(page.session.recoveryCode)
        }
    }

    JButton {
        width: parent.width
        kind: JButton.Primary
        text: qsTr("已抄好")

        Component.onCompleted: forceActiveFocus()
        onClicked: page.session.acknowledgeRecoveryCode()
    }
}
