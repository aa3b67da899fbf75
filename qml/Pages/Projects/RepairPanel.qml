pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Connections to a list model: its base class is outside what qmllint of Qt 6.4 sees.
// qmllint disable type

// What the import mended and what it could not place, of one form or of the whole file.
Rectangle {
    id: panel

    required property ImportViewModel importer
    property int openRow: -1
    property string formTitle: ""

    color: Theme.colors.surface

    Connections {
        function onRepairsChanged(): void {
            panel.openRow = -1;
        }

        target: panel.importer
    }

    Column {
        id: head

        bottomPadding: Theme.space3
        leftPadding: Theme.space4
        rightPadding: Theme.space4
        spacing: 2
        topPadding: Theme.space3
        width: parent.width

        JText {
            font.weight: Font.DemiBold
            size: Theme.fontTitle
            text: panel.importer.form < 0 ? qsTr("修补和提示（%1）").arg(panel.importer.repairsTotal) : qsTr("这张表的修补和提示（%1）").arg(panel.importer.repairs.length)
            width: parent.width - 2 * Theme.space4

            Accessible.role: Accessible.Heading
        }

        JText {
            muted: true
            size: Theme.fontSmall
            text: panel.importer.form < 0 ? qsTr("点开一条，对照文件中的原文。") : panel.formTitle
            width: parent.width - 2 * Theme.space4
        }

        JButton {
            iconName: "list"
            kind: JButton.Ghost
            text: qsTr("看整个文件的 %1 条").arg(panel.importer.repairsTotal)
            visible: panel.importer.form >= 0

            onClicked: panel.importer.form = -1
        }
    }

    Rectangle {
        anchors.bottom: head.bottom
        color: Theme.colors.hairline
        height: 1
        width: parent.width
    }

    ListView {
        id: list

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: head.bottom
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 0
        clip: true
        keyNavigationEnabled: true
        model: panel.importer.repairs

        T.ScrollBar.vertical: JScrollBar {
        }
        delegate: RepairRow {
            required property int index

            importer: panel.importer
            open: panel.openRow === index
            width: list.width

            onToggled: panel.openRow = open ? -1 : index
        }

        JEmptyState {
            anchors.centerIn: parent
            hint: qsTr("每一格都原样读到，没有需要核对的地方。")
            iconName: "check-circle"
            title: panel.importer.form < 0 ? qsTr("没有修补") : qsTr("这张表没有修补")
            visible: list.count === 0
            width: Math.min(parent.width - 2 * Theme.space4, 360)
        }
    }
}
