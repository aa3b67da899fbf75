import QtQuick
import Jixiao.Theme

// How much of one property is left.
Rectangle {
    id: bar

    required property real points   // 0 to 1

    color: Theme.colors.hairline
    radius: height / 2

    Accessible.ignored: true

    Rectangle {
        color: Theme.severityTone(bar.points >= 0.8 ? "ok" : bar.points >= 0.6 ? "warning" : "error").ink
        height: parent.height
        radius: height / 2
        visible: bar.points > 0
        width: Math.max(height, parent.width * bar.points)
    }
}
