import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// A short explanation while the pointer rests on a button that is only an icon.
T.ToolTip {
    id: tip

    required property JIconButton control

    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent | T.Popup.CloseOnReleaseOutsideParent
    delay: 600
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    implicitWidth: Math.min(320, implicitContentWidth + leftPadding + rightPadding)
    leftPadding: Theme.space3
    margins: Theme.space2
    parent: control
    rightPadding: Theme.space3
    topPadding: Theme.space1
    bottomPadding: Theme.space1
    text: control.tip
    visible: !control.down
    x: parent ? Math.round((parent.width - implicitWidth) / 2) : 0
    y: parent ? parent.height + Theme.space1 : 0

    contentItem: JText {
        color: Theme.colors.textOnInverse
        size: Theme.fontSmall
        text: tip.text
    }

    background: Rectangle {
        color: Theme.colors.inverse
        radius: 6
    }
}
