import QtQuick
import QtQuick.Layouts
import Jixiao.Theme
import Jixiao.Controls

// Two people changed one field: both values, one tap to choose.
JCard {
    id: card

    required property int index
    required property string field
    required property string formTitle
    required property string mine
    required property string theirs
    required property string theirsBy
    required property string theirsAt

    signal chosen(bool keepMine)

    contentItem: ColumnLayout {
        spacing: Theme.space3

        RowLayout {
            spacing: Theme.space2

            JStatusChip {
                status: "conflict"
            }

            JText {
                Layout.fillWidth: true
                font.weight: Font.DemiBold
                text: card.formTitle
            }
        }

        JText {
            Layout.fillWidth: true
            text: card.field
        }

        GridLayout {
            Layout.fillWidth: true
            columnSpacing: Theme.space4
            columns: Theme.compact ? 1 : 2
            rowSpacing: Theme.space3

            ColumnLayout {
                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                spacing: Theme.space1

                JText {
                    muted: true
                    size: Theme.fontSmall
                    text: qsTr("我填的")
                }

                JText {
                    Layout.fillWidth: true
                    text: card.mine
                }

                JButton {
                    text: qsTr("用我填的")

                    onClicked: card.chosen(true)
                }
            }

            ColumnLayout {
                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                spacing: Theme.space1

                JText {
                    muted: true
                    size: Theme.fontSmall
                    text: qsTr("%1 · %2").arg(card.theirsBy).arg(card.theirsAt)
                }

                JText {
                    Layout.fillWidth: true
                    text: card.theirs
                }

                JButton {
                    text: qsTr("用对方的")

                    onClicked: card.chosen(false)
                }
            }
        }
    }
}
