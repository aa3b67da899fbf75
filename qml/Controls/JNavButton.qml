pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// A place in the rail or the bottom bar. `wide` puts the words beside the icon instead of under it.
T.AbstractButton {
    id: control

    property string iconName: ""
    property int badge: 0
    property string badgeSeverity: "info"
    property bool current: false
    property bool wide: false
    readonly property color ink: current ? Theme.colors.primary : Theme.colors.textMuted

    hoverEnabled: true
    implicitHeight: wide ? Math.max(44, label.implicitHeight + Theme.space3) : glyph.height + label.implicitHeight + Theme.space4
    implicitWidth: wide ? Theme.space3 * 3 + glyph.width + label.implicitWidth : 72

    Accessible.checked: current
    Accessible.name: badge > 0 ? qsTr("%1，%2 项").arg(text).arg(badge) : text
    Accessible.role: Accessible.PageTab
    Keys.onEnterPressed: control.clicked()
    Keys.onReturnPressed: control.clicked()

    contentItem: Item {
        JIcon {
            id: glyph

            color: control.ink
            name: control.iconName
            size: Theme.icon + 2
            x: control.wide ? Theme.space3 : Math.round((parent.width - width) / 2)
            y: control.wide ? Math.round((parent.height - height) / 2) : Theme.space1 + 2
        }

        JLabel {
            id: label

            anchors.left: control.wide ? glyph.right : parent.left
            anchors.leftMargin: control.wide ? Theme.space3 : 0
            anchors.right: parent.right
            anchors.rightMargin: control.wide ? Theme.space2 : 0
            color: control.current ? Theme.colors.primary : (control.hovered ? Theme.colors.text : Theme.colors.textMuted)
            elide: Text.ElideRight
            font.weight: control.current ? Font.DemiBold : Font.Normal
            horizontalAlignment: control.wide ? Text.AlignLeft : Text.AlignHCenter
            size: control.wide ? Theme.fontBody : Theme.fontSmall
            text: control.text
            wrapMode: Text.NoWrap
            y: control.wide ? Math.round((parent.height - height) / 2) : glyph.y + glyph.height + 2
        }

        JBadge {
            count: control.badge
            severity: control.badgeSeverity
            x: control.wide ? parent.width - width - Theme.space3 : Math.min(glyph.x + glyph.width - 5, parent.width - width)
            y: control.wide ? Math.round((parent.height - height) / 2) : -2
        }
    }

    background: Rectangle {
        color: control.down ? Theme.colors.pressed : (control.current ? Theme.colors.selected : (control.hovered ? Theme.colors.hover : "transparent"))
        radius: Theme.radius

        JFocusRing {
            gap: -2
            shown: control.visualFocus
        }
    }
}
