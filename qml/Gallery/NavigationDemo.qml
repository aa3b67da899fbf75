pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Jixiao.Theme
import Jixiao.Controls

GridLayout {
    id: demo

    readonly property JNavPlaces places: JNavPlaces {
        JNavItem {
            icon: "home"
            key: "home"
            label: qsTr("总览")
        }

        JNavItem {
            icon: "list"
            key: "projects"
            label: qsTr("项目")
        }

        JNavItem {
            badge: 2
            badgeSeverity: "error"
            icon: "approve"
            key: "approve"
            label: qsTr("审批")
        }

        JNavItem {
            badge: 7
            icon: "sync"
            key: "sync"
            label: qsTr("同步")
        }

        JNavItem {
            icon: "settings"
            key: "settings"
            label: qsTr("设置")
        }
    }

    columnSpacing: Theme.space4
    columns: Theme.compact ? 1 : 3
    rowSpacing: Theme.space4

    JNavRail {
        Layout.preferredHeight: 420
        current: "approve"
        places: demo.places
        wide: true
    }

    JNavRail {
        Layout.preferredHeight: 420
        current: "home"
        places: demo.places
        wide: false
    }

    JBottomBar {
        Layout.alignment: Qt.AlignTop
        Layout.fillWidth: true
        current: "sync"
        places: demo.places
    }
}
