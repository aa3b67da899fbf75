pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Connections to a list model: its base class is outside what qmllint of Qt 6.4 sees.
// qmllint disable type

// A file becomes forms: choose, look, agree. Nothing is stored before the last step.
FocusScope {
    id: page

    required property ImportViewModel importer
    property bool allRepairs: false

    signal closed

    function repairLines(repairs: var, most: int): string {
        return repairs.slice(0, most).map(repair => repair.message).join("\n");
    }

    function leave(): void {
        importer.clear();
        closed();
    }

    readonly property int gutter: Theme.compact ? Theme.space4 : Theme.space6

    focus: true

    Keys.onEscapePressed: leave()

    JFileDialog {
        id: dialog

        nameFilters: [qsTr("文本和数据文件 (*.txt *.json *.md *.tsv)"), qsTr("所有文件 (*)")]
        title: qsTr("选择要导入的文件")

        onChosen: file => page.importer.load(file)
    }

    ColumnLayout {
        id: header

        anchors.left: parent.left
        anchors.margins: page.gutter
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: Theme.space3

        RowLayout {
            spacing: Theme.space2

            JIconButton {
                Layout.leftMargin: -Theme.space2
                iconName: "arrow-left"
                name: qsTr("返回")

                onClicked: page.leave()
            }

            JText {
                Layout.fillWidth: true
                font.weight: Font.DemiBold
                size: Theme.fontHeading
                text: qsTr("导入绩效目标表")

                Accessible.role: Accessible.Heading
            }
        }

        RowLayout {
            spacing: Theme.space2

            JTextField {
                id: path

                Layout.fillWidth: true
                leadingIcon: "form"
                focus: true
                name: qsTr("文件位置")
                placeholderText: qsTr("文件位置，或点右边选择")

                onAccepted: page.importer.load(text)
            }

            JButton {
                text: qsTr("选择文件")

                onClicked: dialog.open()
            }

            JButton {
                busy: page.importer.busy
                enabled: path.text !== ""
                kind: page.importer.count === 0 ? JButton.Primary : JButton.Secondary
                text: qsTr("读取")

                onClicked: page.importer.load(path.text)
            }
        }

        JErrorState {
            Layout.fillWidth: true
            details: page.importer.error.details
            next: page.importer.error.next
            safe: page.importer.error.safe
            visible: page.importer.error.isSet
            what: page.importer.error.what
        }

        JBanner {
            id: repairs

            readonly property int few: Theme.compact ? 1 : 2
            readonly property int most: 12

            Layout.fillWidth: true
            severity: "info"
            actionText: page.importer.repairs.length <= few ? "" : page.allRepairs ? qsTr("收起") : qsTr("全部查看")
            text: page.repairLines(page.importer.repairs, page.allRepairs ? most : few)
            title: qsTr("有 %1 处提示，请核对").arg(page.importer.repairs.length)
            visible: page.importer.repairs.length > 0

            onActionTriggered: page.allRepairs = !page.allRepairs
        }
    }

    ListView {
        id: list

        anchors.bottom: footer.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: header.bottom
        anchors.topMargin: Theme.space4
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: page.importer

        T.ScrollBar.vertical: JScrollBar {
        }
        delegate: JListRow {
            id: row

            required property int index
            required property string code
            required property string budget
            required property string formName
            required property int indicators
            required property bool selected
            required property var model

            fill: Theme.colors.surface
            leftPadding: page.gutter
            rightPadding: page.gutter
            subtitle: Theme.compact ? qsTr("%1 · %2 个指标").arg(code).arg(indicators) : qsTr("%1 · %2 · %3 个指标").arg(code).arg(formName).arg(indicators)
            title: row.model.title
            width: list.width

            onClicked: page.importer.setSelected(index, !selected)

            JText {
                Accessible.ignored: true
                text: row.budget
            }

            JCheckBox {
                checked: row.selected

                Accessible.name: qsTr("导入 %1").arg(row.title)
                onClicked: page.importer.setSelected(row.index, checked)
            }
        }

        JEmptyState {
            anchors.centerIn: parent
            hint: qsTr("支持 Word、WPS 另存的纯文本，制表符分隔的表格，以及本软件导出的 JSON。")
            iconName: "import"
            title: qsTr("先选择一个文件")
            visible: list.count === 0 && !page.importer.busy && !page.importer.error.isSet
            width: Math.min(parent.width - 2 * page.gutter, 400)
        }
    }

    Rectangle {
        id: footer

        anchors.bottom: parent.bottom
        color: Theme.colors.surface
        height: visible ? footerRow.implicitHeight + 2 * Theme.space3 : 0
        visible: page.importer.count > 0
        width: parent.width

        Rectangle {
            color: Theme.colors.hairline
            height: 1
            width: parent.width
        }

        RowLayout {
            id: footerRow

            anchors.left: parent.left
            anchors.leftMargin: page.gutter
            anchors.right: parent.right
            anchors.rightMargin: page.gutter
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space3

            JText {
                Layout.fillWidth: true
                muted: true
                text: page.importer.summary
            }

            JButton {
                busy: page.importer.busy
                kind: JButton.Primary
                text: qsTr("存入本机")

                onClicked: page.importer.accept()
            }
        }
    }

    Connections {
        function onChanged(): void {
            if (page.importer.file !== "")
                path.text = page.importer.file;
        }

        function onFinished(): void {
            page.closed();
        }

        target: page.importer
    }
}
