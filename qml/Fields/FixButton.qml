import QtQuick
import Jixiao.Theme
import Jixiao.Controls

// The small button that repairs a finding with one tap.
JButton {
    bottomPadding: 0
    font.pixelSize: Theme.fontSmall
    iconName: "wand"
    implicitHeight: Math.max(Theme.touch ? 48 : 28, implicitContentHeight + Theme.space1)
    leftPadding: Theme.space2
    rightPadding: Theme.space3
    topPadding: 0
}
