import QtQuick
import Jixiao.Theme

// A small count; hidden at 0, "99+" above 99. The control that carries it says the number aloud.
Rectangle {
    id: badge

    property int count: 0
    property string severity: "info"
    property int size: Math.round(11 * Math.min(1.3, Theme.scale))

    color: Theme.severityTone(severity).ink
    implicitHeight: label.implicitHeight
    implicitWidth: Math.max(implicitHeight, label.implicitWidth + Theme.space2 + 2)
    radius: height / 2
    visible: count > 0

    Accessible.ignored: true

    Text {
        id: label

        anchors.centerIn: parent
        color: Theme.colors.surface
        font.pixelSize: badge.size
        font.weight: Font.Medium
        lineHeight: Math.round(badge.size * 1.5)
        lineHeightMode: Text.FixedHeight
        text: badge.count > 99 ? "99+" : badge.count
        verticalAlignment: Text.AlignVCenter

        Accessible.ignored: true
    }
}
