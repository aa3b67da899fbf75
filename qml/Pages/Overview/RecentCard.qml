pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Jixiao.Theme
import Jixiao.Controls

// The forms touched last, to go on where one stopped.
JCard {
    id: card

    required property var forms

    signal formChosen(string formId)

    bottomPadding: Theme.space2
    leftPadding: 0
    rightPadding: 0

    contentItem: ColumnLayout {
        spacing: Theme.space2

        JSection {
            Layout.fillWidth: true
            Layout.leftMargin: card.inset
            Layout.rightMargin: card.inset
            title: qsTr("最近修改")
        }

        Column {
            Layout.fillWidth: true

            Repeater {
                model: card.forms

                JListRow {
                    id: row

                    required property var modelData
                    required property int index

                    divider: index < card.forms.length - 1
                    subtitle: modelData.changed
                    leftPadding: card.inset
                    rightPadding: card.inset
                    title: modelData.title
                    width: parent ? parent.width : 0

                    onClicked: card.formChosen(modelData.formId)

                    JStatusChip {
                        status: row.modelData.status
                    }
                }
            }
        }
    }
}
