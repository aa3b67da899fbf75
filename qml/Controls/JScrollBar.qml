import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// A thin bar that is there while there is something to scroll, wider under the pointer.
T.ScrollBar {
    id: bar

    bottomPadding: 2
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    leftPadding: 2
    minimumSize: 0.06
    rightPadding: 2
    topPadding: 2
    visible: policy !== T.ScrollBar.AlwaysOff && size < 1.0

    contentItem: Rectangle {
        color: bar.pressed || bar.hovered ? Theme.colors.textMuted : Theme.colors.outline
        implicitHeight: bar.interactive && bar.hovered ? 8 : 6
        implicitWidth: bar.interactive && bar.hovered ? 8 : 6
        opacity: bar.active || bar.hovered ? 0.9 : 0.4
        radius: 4
    }
}
