pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// The files that bear out what was reported on an indicator, and the way to add one.
Column {
    id: box

    required property OutcomeViewModel outcome
    required property int row
    required property var files     // [evidenceItem]
    readonly property bool usable: outcome.editable && !outcome.attaching

    spacing: Theme.space2
    visible: outcome.editable || files.length > 0

    Accessible.name: qsTr("佐证材料")
    Accessible.role: Accessible.Grouping

    JFileDialog {
        id: dialog

        nameFilters: [qsTr("佐证材料 (%1)").arg(box.outcome.evidencePatterns), qsTr("所有文件 (*)")]
        title: qsTr("选择佐证材料")

        onChosen: file => box.outcome.attach(box.row, file)
    }

    JText {
        font.weight: Font.Medium
        size: Theme.fontSmall
        text: box.files.length > 0 ? qsTr("佐证材料（%1）").arg(box.files.length) : qsTr("佐证材料")
        width: box.width
    }

    Repeater {
        model: box.files

        OutcomeFile {
            required property var modelData

            file: modelData
            removable: box.outcome.editable
            width: box.width

            onOpened: box.outcome.openPicture(modelData)
            onRemoved: box.outcome.detach(modelData.record)
        }
    }

    JButton {
        enabled: box.usable
        height: Theme.expanded ? implicitHeight : Math.max(48, implicitHeight)
        iconName: "attach"
        text: box.outcome.attaching ? qsTr("正在检查和加密…") : qsTr("添加文件")
        visible: box.outcome.editable

        Accessible.description: qsTr("添加佐证材料")

        onClicked: dialog.open()
    }
}
