pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.Theme

// Keys to press, drawn as keys: `keys` is like "Ctrl+Z".
Row {
    id: hint

    required property string keys
    property string text: ""

    spacing: Theme.space1

    Accessible.name: text ? qsTr("%1：%2").arg(keys).arg(text) : keys
    Accessible.role: Accessible.StaticText

    Repeater {
        model: hint.keys.split("+")

        Rectangle {
            required property string modelData

            anchors.verticalCenter: parent ? parent.verticalCenter : undefined
            border.color: Theme.colors.outline
            color: Theme.colors.sunken
            implicitHeight: label.implicitHeight + 2
            implicitWidth: Math.max(implicitHeight, label.implicitWidth + 2 * 6)
            radius: 4

            JLabel {
                id: label

                anchors.centerIn: parent
                muted: true
                size: Theme.fontSmall
                text: parent.modelData
                wrapMode: Text.NoWrap
            }
        }
    }

    JLabel {
        anchors.verticalCenter: parent ? parent.verticalCenter : undefined
        leftPadding: Theme.space1
        muted: true
        size: Theme.fontSmall
        text: hint.text
        visible: hint.text !== ""
        wrapMode: Text.NoWrap
    }
}
