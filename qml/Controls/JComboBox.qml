pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// A choice from a list. Arrow keys change it, Alt+Down or Space opens it.
T.ComboBox {
    id: control

    property string name: ""        // for screen readers
    property string placeholder: qsTr("请选择")
    property string severity: ""

    font.pixelSize: Theme.fontBody
    hoverEnabled: true
    implicitHeight: Math.max(Theme.controlHeight, implicitContentHeight + topPadding + bottomPadding)
    implicitWidth: 240
    leftPadding: Theme.space3
    rightPadding: Theme.space3 + Theme.iconSmall + Theme.space2
    topPadding: Theme.space1
    bottomPadding: Theme.space1

    Accessible.name: name
    Accessible.role: Accessible.ComboBox

    delegate: JMenuRow {
        required property int index

        checked: control.currentIndex === index
        height: implicitHeight
        highlighted: control.highlightedIndex === index
        text: control.textAt(index)
        width: ListView.view ? ListView.view.width : implicitWidth
    }

    contentItem: JLabel {
        color: {
            if (!control.enabled)
                return Theme.colors.textDisabled;
            return control.currentIndex < 0 ? Theme.colors.textMuted : Theme.colors.text;
        }
        elide: Text.ElideRight
        text: control.currentIndex < 0 ? control.placeholder : control.displayText
        wrapMode: Text.NoWrap
    }

    indicator: JIcon {
        color: control.enabled ? Theme.colors.textMuted : Theme.colors.textDisabled
        name: "chevron-down"
        size: Theme.iconSmall
        x: control.width - width - Theme.space3
        y: Math.round((control.height - height) / 2)
    }

    background: JFieldBox {
        active: control.visualFocus || control.popup.visible
        hovered: control.hovered
        severity: control.severity
        usable: control.enabled
    }

    popup: JPopup {
        implicitHeight: Math.min(list.contentHeight + topPadding + bottomPadding, 360)
        margins: Theme.space2
        width: control.width
        y: control.height + Theme.space1

        contentItem: ListView {
            id: list

            clip: true
            currentIndex: control.highlightedIndex
            implicitHeight: contentHeight
            model: control.delegateModel

            T.ScrollBar.vertical: JScrollBar {
            }
        }
    }
}
