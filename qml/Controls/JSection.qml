pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.Theme

// The heading of a part of a page, with room for actions at its right. `collapsible` makes it fold what `expanded` shows.
T.Control {
    id: section

    required property string title
    property string subtitle: ""
    property bool collapsible: false
    property bool expanded: true
    default property alias actions: actionRow.data

    focusPolicy: collapsible ? Qt.StrongFocus : Qt.NoFocus
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    implicitWidth: implicitContentWidth + leftPadding + rightPadding

    function toggle(): void {
        if (collapsible)
            expanded = !expanded;
    }

    Accessible.description: subtitle
    Accessible.name: collapsible ? (expanded ? qsTr("%1，已展开").arg(title) : qsTr("%1，已收起").arg(title)) : title
    Accessible.role: collapsible ? Accessible.Button : Accessible.Heading
    Accessible.onPressAction: toggle()
    Keys.onEnterPressed: toggle()
    Keys.onReturnPressed: toggle()
    Keys.onSpacePressed: toggle()

    contentItem: RowLayout {
        spacing: Theme.space2

        JIcon {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Math.round((Theme.line(Theme.fontTitle) - height) / 2)
            color: Theme.colors.textMuted
            name: section.expanded ? "chevron-down" : "chevron-right"
            visible: section.collapsible
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            JLabel {
                Layout.fillWidth: true
                font.weight: Font.DemiBold
                size: Theme.fontTitle
                text: section.title
            }

            JLabel {
                Layout.fillWidth: true
                muted: true
                size: Theme.fontSmall
                text: section.subtitle
                visible: section.subtitle !== ""
            }
        }

        RowLayout {
            id: actionRow

            spacing: Theme.space2
        }
    }

    background: Item {
        TapHandler {
            enabled: section.collapsible
            gesturePolicy: TapHandler.ReleaseWithinBounds

            onTapped: section.toggle()
        }

        JFocusRing {
            shown: section.visualFocus
        }
    }
}
