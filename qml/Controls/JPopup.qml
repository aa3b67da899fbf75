import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// The sheet of menus and lists that open over a page.
T.Popup {
    id: popup

    bottomPadding: Theme.space1
    leftPadding: Theme.space1
    rightPadding: Theme.space1
    topPadding: Theme.space1

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
    enter: Transition {
        NumberAnimation {
            duration: Theme.motionShort
            from: 0
            property: "opacity"
            to: 1
        }
    }
}
