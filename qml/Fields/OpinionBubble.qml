pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.Theme
import Jixiao.Controls

// What a reviewer said about one field, at that field.
Rectangle {
    id: bubble

    required property string text
    property string by: ""

    color: Theme.colors.returned.soft
    implicitHeight: words.implicitHeight + 2 * Theme.space2
    radius: Theme.radius

    Accessible.name: by ? qsTr("%1的意见：%2").arg(by).arg(text) : qsTr("审核意见：%1").arg(text)
    Accessible.role: Accessible.StaticText

    JIcon {
        id: glyph

        color: Theme.colors.returned.ink
        name: "comment"
        size: Theme.iconSmall
        x: Theme.space3
        y: Theme.space2 + Math.round((Theme.line(Theme.fontSmall) - height) / 2)
    }

    JLabel {
        id: words

        anchors.left: glyph.right
        anchors.leftMargin: Theme.space2
        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        size: Theme.fontSmall
        text: bubble.by ? qsTr("%1：%2").arg(bubble.by).arg(bubble.text) : bubble.text
        y: Theme.space2
    }
}
