import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified

// A button with words. `kind` says how much it matters; `busy` keeps the place and the focus while its work runs.
T.Button {
    id: control

    enum Kind {
        Secondary,
        Primary,
        Ghost,
        Danger
    }

    property int kind: JButton.Secondary
    property string iconName: ""
    property bool busy: false
    readonly property bool filled: kind === JButton.Primary || kind === JButton.Danger
    readonly property color ink: {
        if (!enabled)
            return Theme.colors.textDisabled;
        if (kind === JButton.Primary)
            return Theme.colors.textOnPrimary;
        if (kind === JButton.Danger)
            return Theme.colors.textOnDanger;
        return kind === JButton.Ghost ? Theme.colors.primary : Theme.colors.text;
    }
    readonly property color fill: {
        if (!enabled)
            return filled ? Theme.colors.sunken : "transparent";
        if (kind === JButton.Primary)
            return down ? Theme.colors.primaryPressed : (hovered ? Theme.colors.primaryHover : Theme.colors.primary);
        if (kind === JButton.Danger)
            return down || hovered ? Theme.colors.dangerHover : Theme.colors.danger;
        if (down)
            return Theme.colors.pressed;
        return hovered ? Theme.colors.hover : (kind === JButton.Ghost ? "transparent" : Theme.colors.surface);
    }

    font.pixelSize: Theme.fontBody
    hoverEnabled: true
    implicitHeight: Math.max(Theme.controlHeight, implicitContentHeight + topPadding + bottomPadding)
    implicitWidth: Math.max(Theme.controlHeight, implicitContentWidth + leftPadding + rightPadding)
    leftPadding: Theme.space4
    rightPadding: Theme.space4
    topPadding: Theme.space1
    bottomPadding: Theme.space1

    Accessible.description: busy ? qsTr("正在处理") : ""
    Accessible.name: text
    Accessible.role: Accessible.Button
    Keys.onEnterPressed: if (!control.busy)
        control.clicked()
    Keys.onPressed: event => event.accepted = control.busy && event.key === Qt.Key_Space
    Keys.onReturnPressed: if (!control.busy)
        control.clicked()

    contentItem: Item {
        implicitHeight: label.implicitHeight
        implicitWidth: Math.ceil(label.implicitWidth) + glyph.room

        JIcon {
            id: glyph

            readonly property real room: visible ? width + (control.text ? Theme.space2 : 0) : 0

            anchors.verticalCenter: parent.verticalCenter
            color: control.ink
            name: control.busy ? "sync" : control.iconName
            size: Theme.iconSmall + 2
            visible: name !== ""
            x: Math.max(0, Math.round((parent.width - label.width - room) / 2))
        }

        JLabel {
            id: label

            anchors.verticalCenter: parent.verticalCenter
            color: control.ink
            elide: Text.ElideRight
            font.weight: control.font.weight
            size: control.font.pixelSize
            text: control.text
            width: Math.min(Math.ceil(implicitWidth), Math.max(0, parent.width - glyph.room))
            wrapMode: Text.NoWrap
            x: glyph.x + glyph.room
        }
    }

    background: Rectangle {
        border.color: control.enabled ? Theme.colors.outline : Theme.colors.hairline
        border.width: control.kind === JButton.Secondary ? 1 : 0
        color: control.fill
        radius: Theme.radius

        JFocusRing {
            shown: control.visualFocus
        }
    }

    // Takes the clicks while the work runs.
    Loader {
        active: control.busy
        anchors.fill: parent
        sourceComponent: MouseArea {
            Component.onDestruction: glyph.rotation = 0

            RotationAnimator {
                duration: 900
                from: 0
                loops: Animation.Infinite
                running: !Theme.reducedMotion
                target: glyph
                to: 360
            }
        }
    }
}
