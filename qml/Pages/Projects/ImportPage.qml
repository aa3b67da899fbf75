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
    property bool readingRepairs: false     // where both do not fit side by side
    readonly property bool beside: Theme.expanded && importer.count > 0

    signal closed

    function leave(): void {
        importer.clear();
        closed();
    }

    readonly property int gutter: Theme.compact ? Theme.space4 : Theme.space6

    focus: true

    Keys.onEscapePressed: leave()

    JFileDialog {
        id: dialog

        nameFilters: [qsTr("表格和文档 (*.docx *.xlsx *.txt *.md *.tsv *.json)"), qsTr("所有文件 (*)")]
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
                text: qsTr("导入申报表")

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

        JSegmented {
            Layout.fillWidth: true
            currentIndex: page.readingRepairs ? 1 : 0
            name: qsTr("看什么")
            options: [qsTr("表（%1）").arg(page.importer.count), qsTr("修补和提示（%1）").arg(page.importer.repairsTotal)]
            visible: page.importer.count > 0 && !page.beside

            onChosen: index => page.readingRepairs = index === 1
        }
    }

    ListView {
        id: list

        anchors.bottom: footer.top
        anchors.left: parent.left
        anchors.right: page.beside ? panel.left : parent.right
        anchors.top: header.bottom
        anchors.topMargin: Theme.space4
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 0
        clip: true
        keyNavigationEnabled: true
        model: page.importer
        visible: page.beside || !page.readingRepairs

        T.ScrollBar.vertical: JScrollBar {
        }
        delegate: ImportRow {
            id: row

            current: page.importer.form === index
            leftPadding: page.gutter
            rightPadding: page.gutter
            width: list.width

            onClicked: {
                panel.formTitle = title;
                page.importer.form = page.importer.form === index ? -1 : index;
                if (!page.beside && repairs > 0)
                    page.readingRepairs = true;
            }
            onTakenChanged: taken => page.importer.setSelected(index, taken)
        }

        JEmptyState {
            anchors.centerIn: parent
            hint: qsTr("支持 Word（.docx）、Excel（.xlsx）、纯文本（.txt、.md），以及本软件导出的数据文件（.json）。存入本机之前，可以先核对读到的内容。")
            iconName: "import"
            title: qsTr("先选择一个文件")
            visible: list.count === 0 && !page.importer.busy && !page.importer.error.isSet
            width: Math.min(parent.width - 2 * page.gutter, 400)
        }
    }

    RepairPanel {
        id: panel

        anchors.bottom: footer.top
        anchors.right: parent.right
        anchors.top: list.top
        importer: page.importer
        visible: page.beside || page.readingRepairs && page.importer.count > 0
        width: page.beside ? Math.round(parent.width * 0.44) : parent.width

        Rectangle {
            color: Theme.colors.hairline
            height: parent.height
            visible: page.beside
            width: 1
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
                enabled: page.importer.selectedCount > 0
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
            if (page.importer.repairsTotal === 0)
                page.readingRepairs = false;
        }

        function onFinished(): void {
            page.closed();
        }

        target: page.importer
    }
}
