pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// A filter that is on or off; `count` above 0 shows how many it would leave.
T.Button {
    id: chip

    property string iconName: ""
    property int count: -1
    readonly property color ink: !enabled ? Theme.colors.textDisabled : (checked ? Theme.colors.primary : Theme.colors.text)

    checkable: true
    font.pixelSize: Theme.fontBody
    hoverEnabled: true
    implicitHeight: Math.max(Theme.touch ? 48 : 32, implicitContentHeight + Theme.space1)
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    leftPadding: Theme.space3
    rightPadding: Theme.space3

    function press(): void {
        if (checkable)
            toggle();
        clicked();
    }

    Accessible.checkable: checkable
    Accessible.checked: checked
    Accessible.name: count >= 0 ? qsTr("%1，%2 项").arg(text).arg(count) : text
    Accessible.role: Accessible.Button
    Keys.onEnterPressed: chip.press()
    Keys.onReturnPressed: chip.press()

    contentItem: Item {
        implicitHeight: row.implicitHeight
        implicitWidth: row.implicitWidth

        Row {
            id: row

            anchors.centerIn: parent
            spacing: Theme.space1 + 2

            JIcon {
                anchors.verticalCenter: parent.verticalCenter
                color: chip.ink
                name: chip.checked ? "check" : chip.iconName
                size: Theme.iconSmall
                visible: name !== ""
            }

            JLabel {
                color: chip.ink
                font.weight: chip.checked ? Font.Medium : Font.Normal
                text: chip.text
                wrapMode: Text.NoWrap
            }

            JLabel {
                color: chip.checked ? chip.ink : Theme.colors.textMuted
                size: Theme.fontSmall
                text: chip.count
                visible: chip.count >= 0
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }

    background: Rectangle {
        border.color: chip.checked ? Theme.colors.primary : (chip.enabled ? Theme.colors.outline : Theme.colors.hairline)
        color: chip.checked ? Theme.colors.selected : (chip.down ? Theme.colors.pressed : (chip.hovered ? Theme.colors.hover : Theme.colors.surface))
        radius: height / 2

        JFocusRing {
            corner: parent.radius
            shown: chip.visualFocus
        }
    }
}
