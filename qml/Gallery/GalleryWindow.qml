pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme
import Jixiao.Controls

// Every control in every state, one part per place of the navigation.
T.ApplicationWindow {
    id: window

    property string mode: "system"
    property real textScale: 1.0
    property string part: "buttons"
    property bool contrast: false
    property bool touch: false
    property bool still: false
    property string open: ""
    readonly property JNavPlaces places: JNavPlaces {
        JNavItem {
            icon: "target"
            key: "buttons"
            label: qsTr("按钮")
        }

        JNavItem {
            icon: "draft"
            key: "inputs"
            label: qsTr("输入")
        }

        JNavItem {
            badge: 3
            icon: "form"
            key: "fields"
            label: qsTr("填报字段")
        }

        JNavItem {
            icon: "clock"
            key: "status"
            label: qsTr("状态")
        }

        JNavItem {
            badge: 120
            badgeSeverity: "error"
            icon: "warning"
            key: "messages"
            label: qsTr("消息")
        }

        JNavItem {
            icon: "list"
            key: "lists"
            label: qsTr("列表")
        }

        JNavItem {
            icon: "menu"
            key: "navigation"
            label: qsTr("导航")
        }

        JNavItem {
            icon: "sun"
            key: "icons"
            label: qsTr("图标")
        }
    }

    color: Theme.colors.page
    title: qsTr("控件陈列")
    visible: true

    Component.onCompleted: {
        Theme.mode = mode;
        Theme.textScale = textScale;
        Theme.highContrast = contrast;
        Theme.touch = touch || width < Theme.mediumFrom;
        Theme.reducedMotion = still;
        if (open === "dialog")
            page.openDialog();
        else if (open === "popup")
            page.openPopup();
        else if (open === "toast")
            page.showToast();
    }
    onWidthChanged: Theme.windowWidth = width

    JNavRail {
        id: rail

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.top: parent.top
        current: window.part
        places: window.places
        visible: !Theme.compact

        onChosen: key => window.part = key

        JNavButton {
            iconName: Theme.dark ? "sun" : "moon"
            text: Theme.dark ? qsTr("浅色") : qsTr("深色")
            wide: rail.wide
            width: parent ? parent.width : 0

            onClicked: Theme.mode = Theme.dark ? "light" : "dark"
        }
    }

    GalleryPage {
        id: page

        anchors.bottom: bottomBar.visible ? bottomBar.top : parent.bottom
        anchors.left: rail.visible ? rail.right : parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        part: window.part
    }

    JBottomBar {
        id: bottomBar

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        current: window.part
        places: window.places
        visible: Theme.compact

        onChosen: key => window.part = key
    }
}
