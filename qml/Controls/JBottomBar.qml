pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Jixiao.Theme

// The places of the app at the thumb: the first four, and the others under 更多.
Rectangle {
    id: bar

    required property JNavPlaces places
    property string current: ""
    property int direct: 4
    readonly property bool overflowing: places.items.length > direct + 1
    readonly property int shown: overflowing ? direct : places.items.length

    signal chosen(string key)

    color: Theme.colors.surface
    implicitHeight: row.implicitHeight + Theme.space2

    Accessible.name: qsTr("主导航")
    Accessible.role: Accessible.PageTabList

    Rectangle {
        color: Theme.colors.hairline
        height: 1
        width: parent.width
    }

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.margins: Theme.space1
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: 0

        Repeater {
            model: bar.shown

            JNavButton {
                required property int index
                readonly property JNavItem place: bar.places.items[index]

                Layout.fillWidth: true
                Layout.preferredWidth: 1
                badge: place.badge
                badgeSeverity: place.badgeSeverity
                current: bar.current === place.key
                iconName: place.icon
                text: place.label

                onClicked: bar.chosen(place.key)
            }
        }

        JNavButton {
            id: moreButton

            Layout.fillWidth: true
            Layout.preferredWidth: 1
            current: {
                for (let i = bar.shown; i < bar.places.items.length; ++i) {
                    if (bar.places.items[i].key === bar.current)
                        return true;
                }
                return false;
            }
            iconName: "more"
            text: qsTr("更多")
            visible: bar.overflowing

            onClicked: moreMenu.open()

            JMenu {
                id: moreMenu

                x: moreButton.width - width
                y: -height - Theme.space2

                Repeater {
                    model: bar.overflowing ? bar.places.items.length - bar.shown : 0

                    JMenuItem {
                        required property int index
                        readonly property JNavItem place: bar.places.items[Math.min(bar.shown + index, bar.places.items.length - 1)]

                        iconName: place.icon
                        text: place.label

                        onTriggered: bar.chosen(place.key)
                    }
                }
            }
        }
    }
}
