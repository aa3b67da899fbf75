pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.Theme

// The one shadow level, drawn from soft outlines so that it needs no shader. Put it first in a popup's background.
Item {
    id: shadow

    property int corner: Theme.radiusCard

    anchors.fill: parent

    Repeater {
        model: 5

        Rectangle {
            id: ring

            required property int index

            anchors.fill: shadow
            anchors.leftMargin: -ring.index * 2
            anchors.rightMargin: -ring.index * 2
            anchors.topMargin: 2 - ring.index
            anchors.bottomMargin: -2 - ring.index * 2
            color: Theme.colors.shadow
            radius: shadow.corner + ring.index * 2
        }
    }
}
