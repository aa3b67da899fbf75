pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// The form as it prints, page by page.
FocusScope {
    id: pane

    required property FormViewModel form

    property real zoom: 1
    readonly property var formats: [{
            "suffix": "pdf",
            "icon": "pdf",
            "name": qsTr("PDF 文件")
        }, {
            "suffix": "docx",
            "icon": "form",
            "name": qsTr("Word 文档")
        }, {
            "suffix": "xlsx",
            "icon": "list",
            "name": qsTr("Excel 工作簿")
        }, {
            "suffix": "json",
            "icon": "package",
            "name": qsTr("数据交换文件")
        }]

    signal closed

    Component.onCompleted: {
        form.renderPreview();
        list.forceActiveFocus();
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.colors.sunken
    }

    Rectangle {
        color: Theme.colors.surface
        height: head.height + 2 * Theme.space2
        width: parent.width

        Rectangle {
            anchors.bottom: parent.bottom
            color: Theme.colors.hairline
            height: 1
            width: parent.width
        }
    }

    JFileDialog {
        id: dialog

        property var format: pane.formats[0]

        defaultSuffix: format.suffix
        nameFilters: [qsTr("%1 (*.%2)").arg(format.name).arg(format.suffix)]
        saving: true
        title: qsTr("导出申报表")

        onChosen: file => pane.form.exportTo(file)
    }

    RowLayout {
        id: head

        anchors.left: parent.left
        anchors.margins: Theme.space2
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: Theme.space2

        JIconButton {
            iconName: "arrow-left"
            keys: "Esc"
            name: qsTr("返回填报")

            onClicked: pane.closed()
        }

        JText {
            Layout.fillWidth: true
            font.weight: Font.DemiBold
            size: Theme.fontTitle
            text: pane.form.previewPages > 0 ? qsTr("打印预览，共 %1 页").arg(pane.form.previewPages) : qsTr("打印预览")
        }

        JIconButton {
            checkable: true
            checked: pane.zoom > 1
            iconName: "search"
            name: pane.zoom > 1 ? qsTr("适合宽度") : qsTr("放大")
            visible: Theme.compact

            onClicked: pane.zoom = checked ? 2.4 : 1
        }

        JButton {
            id: exportButton

            iconName: "export"
            text: qsTr("导出")

            onClicked: menu.open()

            JMenu {
                id: menu

                x: exportButton.width - width
                y: exportButton.height

                Repeater {
                    model: pane.formats

                    JMenuItem {
                        required property var modelData

                        iconName: modelData.icon
                        keys: "." + modelData.suffix
                        text: modelData.name

                        onTriggered: {
                            dialog.format = modelData;
                            dialog.open();
                        }
                    }
                }
            }
        }
    }

    JErrorState {
        id: problem

        anchors.left: parent.left
        anchors.margins: Theme.space4
        anchors.right: parent.right
        anchors.top: head.bottom
        details: pane.form.error.details
        height: visible ? implicitHeight : 0
        next: pane.form.error.next
        safe: pane.form.error.safe
        visible: pane.form.error.isSet
        what: pane.form.error.what
    }

    ListView {
        id: list

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: problem.visible ? problem.bottom : head.bottom
        anchors.topMargin: Theme.space2
        bottomMargin: Theme.space5
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentWidth: width * pane.zoom
        flickableDirection: pane.zoom > 1 ? Flickable.HorizontalAndVerticalFlick : Flickable.VerticalFlick
        model: pane.form.previewPages
        spacing: Theme.space5
        topMargin: Theme.space5

        Keys.onDownPressed: flick(0, -1200)
        Keys.onUpPressed: flick(0, 1200)
        T.ScrollBar.vertical: JScrollBar {
        }
        delegate: Item {
            id: sheet

            required property int index

            height: paper.height
            width: list.contentWidth

            JShadow {
                anchors.fill: paper
                corner: 2
            }

            Rectangle {
                id: paper

                border.color: Theme.colors.hairline
                color: "white"
                height: width * pane.form.previewAspect
                width: Math.min(list.contentWidth - 2 * Theme.space4, 820 * Math.max(1, pane.zoom))
                x: (parent.width - width) / 2

                Image {
                    anchors.fill: parent
                    asynchronous: false
                    cache: false
                    fillMode: Image.PreserveAspectFit
                    smooth: true
                    source: "image://preview/" + pane.form.previewRevision + "/" + sheet.index
                    sourceSize.width: Math.round(paper.width * Screen.devicePixelRatio)

                    Accessible.name: qsTr("第 %1 页").arg(sheet.index + 1)
                    Accessible.role: Accessible.Graphic
                }
            }
        }
    }
}
