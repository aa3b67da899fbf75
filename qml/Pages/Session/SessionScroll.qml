import QtQuick
import Jixiao.Controls

// What the frame needs on a screen that is too low for it: a bar, and the focused field kept in sight.
Item {
    id: scroll

    required property Flickable view

    JScrollBar {
        active: scroll.view.moving
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        anchors.top: parent.top
        orientation: Qt.Vertical
        position: scroll.view.visibleArea.yPosition
        size: scroll.view.visibleArea.heightRatio

        onPositionChanged: if (pressed)
            scroll.view.contentY = position * scroll.view.contentHeight
    }

    JReveal {
        view: scroll.view
    }
}
