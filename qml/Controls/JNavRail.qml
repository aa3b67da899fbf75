pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme

// The places of the app at the left edge: icons and words when `wide`, icons over small words otherwise.
// Up and Down move between places; `footer` stands at the bottom (lock, theme).
Rectangle {
    id: rail

    required property JNavPlaces places
    property string current: ""
    property bool wide: Theme.expanded
    default property alias footer: footerColumn.data

    signal chosen(string key)

    color: Theme.colors.surface
    implicitWidth: wide ? 176 * Math.min(1.5, Theme.scale) : 80 * Math.min(1.4, Theme.scale)

    Accessible.name: qsTr("主导航")
    Accessible.role: Accessible.PageTabList

    Rectangle {
        anchors.right: parent.right
        color: Theme.colors.hairline
        height: parent.height
        width: 1
    }

    Flickable {
        anchors.bottom: footerColumn.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: column.height + 2 * Theme.space3

        T.ScrollBar.vertical: JScrollBar {
        }

        Column {
            id: column

            spacing: Theme.space1
            width: parent.width - 2 * Theme.space2
            x: Theme.space2
            y: Theme.space3

            Repeater {
                id: repeater

                model: rail.places.items

                JNavButton {
                    required property int index
                    required property JNavItem modelData

                    badge: modelData.badge
                    badgeSeverity: modelData.badgeSeverity
                    current: rail.current === modelData.key
                    iconName: modelData.icon
                    text: modelData.label
                    wide: rail.wide
                    width: column.width

                    Keys.onDownPressed: (repeater.itemAt(index + 1) as Item)?.forceActiveFocus(Qt.TabFocusReason)
                    Keys.onUpPressed: (repeater.itemAt(index - 1) as Item)?.forceActiveFocus(Qt.TabFocusReason)
                    onClicked: rail.chosen(modelData.key)
                }
            }
        }
    }

    Column {
        id: footerColumn

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space3
        anchors.left: parent.left
        anchors.leftMargin: Theme.space2
        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        spacing: Theme.space1
    }
}
