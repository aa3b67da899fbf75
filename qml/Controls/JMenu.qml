pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// A menu of JMenuItem.
T.Menu {
    id: menu

    bottomPadding: Theme.space1
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    implicitWidth: Math.max(200 * Theme.scale, implicitContentWidth + leftPadding + rightPadding)
    leftPadding: Theme.space1
    margins: Theme.space2
    overlap: 1
    rightPadding: Theme.space1
    topPadding: Theme.space1

    contentItem: ListView {
        clip: true
        currentIndex: menu.currentIndex
        implicitHeight: contentHeight
        interactive: contentHeight > height
        model: menu.contentModel
    }

    background: Item {
        JShadow {
        }

        Rectangle {
            anchors.fill: parent
            border.color: Theme.colors.hairline
            color: Theme.colors.surface
            radius: Theme.radiusCard
        }
    }
    delegate: JMenuItem {
    }
}
