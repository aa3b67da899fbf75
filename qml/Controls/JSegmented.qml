pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// A few choices side by side, one of them on. Left and Right move between them.
FocusScope {
    id: control

    required property var options       // list of words
    property int currentIndex: 0
    property string name: ""            // for screen readers

    signal chosen(int index)

    implicitHeight: row.implicitHeight + Theme.space1
    implicitWidth: natural + Theme.space1

    // What the words need; more room is shared out.
    readonly property real natural: {
        let sum = 0;
        for (let i = 0; i < repeater.count; ++i)
            sum += (repeater.itemAt(i) as T.AbstractButton)?.implicitWidth ?? 0;
        return sum;
    }
    readonly property real spare: Math.max(0, width - implicitWidth) / Math.max(1, repeater.count)

    function choose(index: int): void {
        if (index < 0 || index >= repeater.count || index === currentIndex)
            return;
        currentIndex = index;
        chosen(index);
    }

    Accessible.name: name
    Accessible.role: Accessible.Grouping
    Keys.onLeftPressed: choose(currentIndex - 1)
    Keys.onRightPressed: choose(currentIndex + 1)

    Rectangle {
        anchors.fill: parent
        border.color: Theme.colors.outline
        color: Theme.colors.surface
        radius: Theme.radius

        JFocusRing {
            shown: control.activeFocus && repeater.count > 0 && (repeater.itemAt(control.currentIndex) as T.AbstractButton)?.visualFocus === true
        }
    }

    Row {
        id: row

        anchors.centerIn: parent

        Repeater {
            id: repeater

            model: control.options

            T.AbstractButton {
                id: segment

                required property int index
                required property string modelData
                readonly property bool current: control.currentIndex === index

                checked: current
                focus: current
                focusPolicy: current ? Qt.StrongFocus : Qt.ClickFocus
                hoverEnabled: true
                implicitHeight: Math.max(Theme.controlHeight - Theme.space1, label.implicitHeight + Theme.space1)
                implicitWidth: label.implicitWidth + 2 * Theme.space4
                width: implicitWidth + control.spare

                Accessible.checked: current
                Accessible.name: modelData
                Accessible.role: Accessible.RadioButton
                onClicked: control.choose(index)
                onCurrentChanged: if (current && control.activeFocus)
                    forceActiveFocus(Qt.TabFocusReason)

                contentItem: Item {
                    JLabel {
                        id: label

                        anchors.centerIn: parent
                        color: !control.enabled ? Theme.colors.textDisabled : (segment.current ? Theme.colors.primary : Theme.colors.textMuted)
                        font.weight: segment.current ? Font.Medium : Font.Normal
                        text: segment.modelData
                        wrapMode: Text.NoWrap
                    }
                }

                background: Rectangle {
                    color: segment.current ? Theme.colors.selected : (segment.hovered ? Theme.colors.hover : "transparent")
                    radius: Theme.radius - 2
                }
            }
        }
    }
}
