import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.Theme
import Jixiao.Controls

// How many forms stand at one state; opens the list of them.
T.AbstractButton {
    id: tile

    required property string status
    required property int count
    readonly property color ink: Theme.statusTone(status).ink

    hoverEnabled: true
    implicitHeight: implicitContentHeight + 2 * Theme.space4
    implicitWidth: Math.max(112 * Theme.scale, implicitContentWidth + 2 * padding)
    padding: Theme.space4

    Accessible.name: qsTr("%1 %2 张").arg(Theme.statusWord(status)).arg(count)
    Accessible.role: Accessible.Button

    contentItem: ColumnLayout {
        spacing: Theme.space1

        RowLayout {
            spacing: Theme.space2

            JIcon {
                color: tile.ink
                name: Theme.statusIcon(tile.status)
                size: Theme.iconSmall
            }

            JLabel {
                color: tile.ink
                font.weight: Font.Medium
                text: Theme.statusWord(tile.status)
            }
        }

        JLabel {
            font.weight: Font.DemiBold
            size: Theme.fontDisplay
            text: String(tile.count)
        }
    }
    background: Rectangle {
        border.color: tile.hovered ? Theme.colors.outline : Theme.colors.hairline
        color: tile.down ? Theme.colors.pressed : tile.hovered ? Theme.colors.hover : Theme.colors.surface
        radius: Theme.radiusCard

        JFocusRing {
            shown: tile.visualFocus
        }
    }
}
