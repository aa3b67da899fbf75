import QtQuick
import Jixiao.Theme

// The ring around a control reached by keyboard. Put it into the control's background.
Rectangle {
    id: ring

    required property bool shown
    property int corner: Theme.radius
    property int gap: 2

    anchors.fill: parent
    anchors.margins: -(gap + Theme.focusWidth)
    border.color: Theme.colors.primary
    border.width: Theme.focusWidth
    color: "transparent"
    radius: corner + gap + Theme.focusWidth
    visible: shown
}
