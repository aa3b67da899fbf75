pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.Theme
import Jixiao.Controls

// A target value as people write it ("90%以上"). `echo` is how the program reads it ("≥ 90 %"), made by the model;
// `echoNote` says what was assumed.
TextFieldEditor {
    id: field

    property string echo: ""
    property string echoNote: ""

    input.rightPadding: echo ? echoChip.width + Theme.space3 : Theme.space3

    Rectangle {
        id: echoChip

        parent: field.input
        anchors.right: parent ? parent.right : undefined
        anchors.rightMargin: Theme.space1
        anchors.verticalCenter: parent ? parent.verticalCenter : undefined
        color: Theme.colors.sunken
        implicitHeight: words.implicitHeight + Theme.space1
        implicitWidth: Math.min(words.implicitWidth + 2 * Theme.space2, field.width / 2)
        radius: 6
        visible: field.echo !== ""

        Accessible.name: qsTr("识别为 %1").arg(words.text)
        Accessible.role: Accessible.StaticText

        JLabel {
            id: words

            anchors.centerIn: parent
            elide: Text.ElideRight
            muted: true
            size: Theme.fontSmall
            text: field.echoNote && field.width > 320 * Theme.scale ? qsTr("%1（%2）").arg(field.echo).arg(field.echoNote) : field.echo
            width: Math.min(implicitWidth, field.width / 2 - 2 * Theme.space2)
            wrapMode: Text.NoWrap
        }
    }
}
