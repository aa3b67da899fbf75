import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// A row of JTab with a line under the current one; it scrolls sideways when there is no room.
T.TabBar {
    id: bar

    implicitHeight: contentHeight + topPadding + bottomPadding
    implicitWidth: contentWidth + leftPadding + rightPadding
    spacing: Theme.space1

    Accessible.role: Accessible.PageTabList

    contentItem: ListView {
        boundsBehavior: Flickable.StopAtBounds
        currentIndex: bar.currentIndex
        flickableDirection: Flickable.AutoFlickIfNeeded
        highlightMoveDuration: 0
        implicitHeight: contentHeight
        model: bar.contentModel
        orientation: ListView.Horizontal
        snapMode: ListView.SnapToItem
        spacing: bar.spacing
    }

    background: Item {
        Rectangle {
            anchors.bottom: parent.bottom
            color: Theme.colors.hairline
            height: 1
            width: parent.width
        }
    }
}
