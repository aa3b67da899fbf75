import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// A surface on the page. Give it one child (a layout); the card takes its size.
T.Pane {
    id: card

    property int inset: Theme.compact ? Theme.space4 : Theme.space5

    bottomPadding: inset
    implicitHeight: Math.max(implicitBackgroundHeight, implicitContentHeight + topPadding + bottomPadding)
    implicitWidth: Math.max(implicitBackgroundWidth, implicitContentWidth + leftPadding + rightPadding)
    leftPadding: inset
    rightPadding: inset
    topPadding: inset

    background: Rectangle {
        border.color: Theme.colors.hairline
        color: Theme.colors.surface
        radius: Theme.radiusCard
    }
}
