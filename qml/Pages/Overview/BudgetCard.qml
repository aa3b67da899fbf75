import QtQuick
import QtQuick.Layouts
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// The money in the forms of this device, and how much of it is approved.
JCard {
    id: card

    required property OverviewViewModel overview

    contentItem: ColumnLayout {
        spacing: Theme.space3

        JSection {
            Layout.fillWidth: true
            subtitle: qsTr("单位：万元")
            title: qsTr("预算")
        }

        RowLayout {
            spacing: Theme.space6

            ColumnLayout {
                spacing: 0

                JText {
                    muted: true
                    size: Theme.fontSmall
                    text: qsTr("申报合计")
                }

                JText {
                    font.weight: Font.DemiBold
                    size: Theme.fontHeading
                    text: card.overview.budgetTotal
                }
            }

            ColumnLayout {
                spacing: 0

                JText {
                    muted: true
                    size: Theme.fontSmall
                    text: qsTr("已通过")
                }

                JText {
                    color: Theme.statusTone("approved").ink
                    font.weight: Font.DemiBold
                    size: Theme.fontHeading
                    text: card.overview.budgetApproved
                }
            }
        }

        JProgress {
            Layout.fillWidth: true
            severity: "ok"
            text: qsTr("通过进度（按金额）")
            value: card.overview.approvedShare
        }
    }
}
