import QtQuick
import Jixiao.Theme
import Jixiao.Controls

// The calm card in the middle that unlocking and first use share. Its children go below the heading.
Item {
    id: frame

    required property string heading
    property string lead: ""
    default property alias body: bodyColumn.data

    Flickable {
        id: view

        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        contentHeight: Math.max(height, card.implicitHeight + 2 * Theme.space8)
        contentWidth: width

        JCard {
            id: card

            inset: Theme.compact ? Theme.space5 : Theme.space8
            width: Math.min(parent.width - 2 * Theme.space4, 440 * Math.min(1.4, Theme.scale))
            x: (parent.width - width) / 2
            y: Math.max(Theme.space6, (frame.height - implicitHeight) * 0.42)

            contentItem: Column {
                spacing: Theme.space4

                Row {
                    spacing: Theme.space3

                    Rectangle {
                        color: Theme.colors.primary
                        implicitHeight: 40
                        implicitWidth: 40
                        radius: Theme.radius

                        JIcon {
                            anchors.centerIn: parent
                            color: Theme.colors.textOnPrimary
                            name: "form"
                            size: 24
                        }
                    }

                    JText {
                        anchors.verticalCenter: parent.verticalCenter
                        muted: true
                        text: qsTr("绩效申报")
                    }
                }

                JText {
                    width: parent.width
                    size: Theme.fontHeading
                    text: frame.heading

                    Accessible.role: Accessible.Heading
                }

                JText {
                    width: parent.width
                    muted: true
                    text: frame.lead
                    visible: text !== ""
                }

                Column {
                    id: bodyColumn

                    width: parent.width
                    spacing: Theme.space4
                }
            }
        }
    }

    // By name: the everyday window does not scroll, and need not wait for what a small one needs.
    Loader {
        active: view.height > 0 && view.contentHeight > view.height
        anchors.fill: view

        Component.onCompleted: setSource("SessionScroll.qml", {
                "view": view
            })
    }
}
