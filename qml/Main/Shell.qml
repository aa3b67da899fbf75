import QtQuick
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls
import Jixiao.Pages.Overview
import Jixiao.Pages.Projects
import Jixiao.Pages.Form
import Jixiao.Pages.Approvals
import Jixiao.Pages.Sync
import Jixiao.Pages.Settings

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified type

// The places of the app around the open form.
FocusScope {
    id: shell

    required property SessionViewModel session
    property string place: "overview"
    readonly property bool formOpen: App.form.formId !== ""
    readonly property JNavPlaces places: JNavPlaces {
        JNavItem {
            icon: "home"
            key: "overview"
            label: qsTr("总览")
        }

        JNavItem {
            icon: "list"
            key: "projects"
            label: qsTr("项目")
        }

        JNavItem {
            badge: App.approvals.count
            icon: "approve"
            key: "approvals"
            label: qsTr("审批")
        }

        JNavItem {
            badge: App.sync.conflicts.count > 0 ? App.sync.conflicts.count : App.sync.state === SyncViewModel.LocalOnly ? 0 : App.sync.outbox.count
            badgeSeverity: App.sync.conflicts.count > 0 ? "error" : "info"
            icon: App.sync.state === SyncViewModel.Offline ? "cloud-off" : "sync"
            key: "sync"
            label: qsTr("同步")
        }

        JNavItem {
            icon: "settings"
            key: "settings"
            label: qsTr("设置")
        }
    }

    function go(key: string): void {
        Qt.inputMethod.commit();
        App.form.close();
        place = key;
        pages.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    function openForm(formId: string): void {
        App.form.open(formId);
    }

    focus: true

    HoverHandler {
        onPointChanged: shell.session.noteActivity()
    }

    TapHandler {
        grabPermissions: PointerHandler.TakeOverForbidden

        onPressedChanged: shell.session.noteActivity()
    }

    Keys.onPressed: event => {
        shell.session.noteActivity();
        event.accepted = false;
    }

    Repeater {
        model: shell.places.items.length

        Item {
            id: shortcutItem

            required property int index

            Shortcut {
                sequence: "Ctrl+" + (shortcutItem.index + 1)

                onActivated: shell.go(shell.places.items[shortcutItem.index].key)
            }
        }
    }

    Shortcut {
        sequence: "Ctrl+L"

        onActivated: shell.session.lock()
    }

    JNavRail {
        id: rail

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.top: parent.top
        current: shell.place
        places: shell.places
        visible: !Theme.compact
        wide: Theme.expanded && !(shell.formOpen && Theme.windowWidth < 1600)
        width: visible ? implicitWidth : 0

        onChosen: key => shell.go(key)

        JNavButton {
            iconName: "lock"
            text: qsTr("锁定")
            wide: rail.wide
            width: parent ? parent.width : 0

            onClicked: shell.session.lock()
        }
    }

    Item {
        id: content

        anchors.bottom: bottomBar.visible ? bottomBar.top : parent.bottom
        anchors.left: rail.right
        anchors.right: parent.right
        anchors.top: parent.top

        Loader {
            id: pages

            anchors.fill: parent
            focus: !shell.formOpen
            sourceComponent: {
                switch (shell.place) {
                case "projects":
                    return projectsPage;
                case "import":
                    return importPage;
                case "approvals":
                    return approvalsPage;
                case "sync":
                    return syncPage;
                case "settings":
                    return settingsPage;
                default:
                    return overviewPage;
                }
            }
            visible: !shell.formOpen
        }

        Loader {
            id: formLoader

            active: shell.formOpen
            anchors.fill: parent
            focus: shell.formOpen
            sourceComponent: FormPage {
                form: App.form

                onClosed: App.form.close()
            }
        }

        JToastHost {
            id: toasts

            lift: (formLoader.item as FormPage)?.footer ?? 0
            z: 3
        }
    }

    JBottomBar {
        id: bottomBar

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        current: shell.place
        places: shell.places
        visible: Theme.compact && !shell.formOpen

        onChosen: key => shell.go(key)
    }

    Connections {
        function onNotice(text: string): void {
            toasts.show(text, "", "");
        }

        target: App.form
    }

    Connections {
        function onFinished(text: string): void {
            toasts.show(text, "", "");
        }

        target: App.importer
    }

    Component {
        id: overviewPage

        OverviewPage {
            overview: App.overview
            session: shell.session

            onFormChosen: formId => shell.openForm(formId)
            onImportRequested: shell.place = "import"
            onStatusChosen: status => {
                App.projects.statusFilter = status;
                shell.place = "projects";
            }
        }
    }

    Component {
        id: projectsPage

        ProjectsPage {
            projects: App.projects

            onFormChosen: formId => shell.openForm(formId)
            onImportRequested: shell.place = "import"
        }
    }

    Component {
        id: importPage

        ImportPage {
            importer: App.importer

            onClosed: shell.place = "projects"
        }
    }

    Component {
        id: approvalsPage

        ApprovalsPage {
            approvals: App.approvals

            onFormChosen: formId => shell.openForm(formId)
        }
    }

    Component {
        id: syncPage

        SyncPage {
            sync: App.sync

            onFormChosen: formId => shell.openForm(formId)
        }
    }

    Component {
        id: settingsPage

        SettingsPage {
            session: shell.session
            settings: App.settings
            version: App.version
        }
    }
}
