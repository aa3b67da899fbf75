pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme
import Jixiao.Controls

// One part of the gallery, scrolled as a whole.
Item {
    id: page

    required property string part
    readonly property var demos: ({
            "buttons": "ButtonsDemo.qml",
            "inputs": "InputsDemo.qml",
            "fields": "FieldsDemo.qml",
            "status": "StatusDemo.qml",
            "messages": "MessagesDemo.qml",
            "lists": "ListsDemo.qml",
            "navigation": "NavigationDemo.qml",
            "icons": "IconsDemo.qml"
        })

    function openDialog(): void {
        dialog.open();
    }

    // Opens the menu or the list of the part that is shown.
    function openPopup(): void {
        (loader.item as ButtonsDemo)?.openPopup();
        (loader.item as InputsDemo)?.openPopup();
    }

    function showToast(): void {
        toasts.show(qsTr("已保存"), "", "");
        toasts.show(qsTr("已删除指标“信访案件办结率”"), qsTr("撤销"), "indicator");
    }

    Flickable {
        id: flick

        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: loader.height + 2 * loader.y

        T.ScrollBar.vertical: JScrollBar {
        }

        Loader {
            id: loader

            source: page.demos[page.part]
            width: Math.min(flick.width - 2 * x, 1120)
            x: Theme.compact ? Theme.space4 : Theme.space6
            y: Theme.compact ? Theme.space4 : Theme.space6
        }
    }

    Connections {
        ignoreUnknownSignals: true
        target: loader.item

        function onDialogWanted(): void {
            page.openDialog();
        }

        function onToastWanted(): void {
            page.showToast();
        }
    }

    JDialog {
        id: dialog

        acceptText: qsTr("清空本机数据")
        danger: true
        text: qsTr("将删除这台设备上的全部申报数据。尚有 2 份未发送，删除后无法恢复。")
        title: qsTr("清空本机数据？")
    }

    JToastHost {
        id: toasts
    }
}
