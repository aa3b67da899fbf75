import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
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

        T.ScrollBar.vertical: JScrollBar {
        }

        JReveal {
            view: view
        }

        JCard {
            id: card

            inset: Theme.compact ? Theme.space5 : Theme.space8
            width: Math.min(parent.width - 2 * Theme.space4, 440 * Math.min(1.4, Theme.scale))
            x: (parent.width - width) / 2
            y: Math.max(Theme.space6, (frame.height - implicitHeight) * 0.42)

            contentItem: ColumnLayout {
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
                        font.weight: Font.DemiBold
                        muted: true
                        text: qsTr("绩效申报")
                    }
                }

                JText {
                    Layout.fillWidth: true
                    font.weight: Font.DemiBold
                    size: Theme.fontHeading
                    text: frame.heading

                    Accessible.role: Accessible.Heading
                }

                JText {
                    Layout.fillWidth: true
                    muted: true
                    text: frame.lead
                    visible: text !== ""
                }

                ColumnLayout {
                    id: bodyColumn

                    Layout.fillWidth: true
                    spacing: Theme.space4
                }
            }
        }
    }
}
