import QtQuick
import Jixiao.Theme
import Jixiao.Controls

// Counting one by one: one more, one less, and how many in the month.
Row {
    id: tally

    required property string month      // "7月"
    required property int count
    property bool usable: true

    signal stepped(int step)

    spacing: Theme.space2

    JButton {
        enabled: tally.usable
        height: Math.max(48, implicitHeight)
        text: "−1"
        width: Math.max(56, implicitWidth)

        Accessible.name: qsTr("减一")
        onClicked: tally.stepped(-1)
    }

    JText {
        anchors.verticalCenter: parent.verticalCenter
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("%1计 %2").arg(tally.month).arg(tally.count)
        width: Math.max(implicitWidth, 88 * Theme.scale)
        wrapMode: Text.NoWrap
    }

    JButton {
        enabled: tally.usable
        height: Math.max(48, implicitHeight)
        iconName: "add"
        text: "1"
        width: Math.max(88, implicitWidth)

        Accessible.name: qsTr("加一")
        onClicked: tally.stepped(1)
    }
}
