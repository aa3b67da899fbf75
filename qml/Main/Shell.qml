import QtQuick
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// The pages are known by name only, and qmllint 6.4 cannot follow a loader or Qt.inputMethod.
// qmllint disable unqualified type

// The places of the app around the open form.
FocusScope {
    id: shell

    required property SessionViewModel session
    property string place: "overview"
    readonly property string placeShown: place === "import" || place === "newForm" ? "projects" : place
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
            icon: "target"
            key: "outcomes"
            label: qsTr("完成情况")
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
        App.outcome.close();
        place = key;
        pages.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    function openForm(formId: string): void {
        App.form.open(formId);
    }

    function showPage(): void {
        switch (place) {
        case "projects":
            return pages.setSource("../Pages/Projects/ProjectsPage.qml", {
                    "projects": App.projects
                });
        case "import":
            return pages.setSource("../Pages/Projects/ImportPage.qml", {
                    "importer": App.importer
                });
        case "newForm":
            return pages.setSource("../Pages/Projects/NewFormPage.qml", {
                    "forms": App.newForm
                });
        case "outcomes":
            return pages.setSource("../Pages/Outcomes/OutcomesPage.qml", {
                    "forms": App.outcomeForms,
                    "outcome": App.outcome
                });
        case "approvals":
            return pages.setSource("../Pages/Approvals/ApprovalsPage.qml", {
                    "approvals": App.approvals
                });
        case "sync":
            return pages.setSource("../Pages/Sync/SyncPage.qml", {
                    "sync": App.sync
                });
        case "settings":
            return pages.setSource("../Pages/Settings/SettingsPage.qml", {
                    "backups": App.backups,
                    "restore": App.restore,
                    "people": App.people,
                    "session": session,
                    "settings": App.settings,
                    "version": App.version
                });
        default:
            return pages.setSource("../Pages/Overview/OverviewPage.qml", {
                    "overview": App.overview,
                    "session": session
                });
        }
    }

    focus: true

    onFormOpenChanged: if (formOpen && formLoader.status === Loader.Null)
        formLoader.setSource("../Pages/Form/FormPage.qml", {
                "form": App.form,
                "reports": App.outcomeForms
            })

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

    // One of the two ways to move about, whichever fits the window.
    Loader {
        id: rail

        active: !Theme.compact
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.top: parent.top
        width: item ? item.implicitWidth : 0

        sourceComponent: JNavRail {
            id: railItem

            current: shell.placeShown
            places: shell.places
            wide: Theme.expanded && !(shell.formOpen && Theme.windowWidth < 1600)

            onChosen: key => shell.go(key)

            JNavButton {
                iconName: "lock"
                text: qsTr("锁定")
                wide: railItem.wide
                width: parent ? parent.width : 0

                onClicked: shell.session.lock()
            }
        }
    }

    Item {
        id: content

        anchors.bottom: bottomBar.visible ? bottomBar.top : parent.bottom
        anchors.left: rail.right
        anchors.right: parent.right
        anchors.top: parent.top

        // Pages by name, not as types: each is read when somebody goes there.
        Loader {
            id: pages

            readonly property string place: shell.place

            anchors.fill: parent
            focus: !shell.formOpen
            visible: !shell.formOpen

            onLoaded: App.leavePage()
            onPlaceChanged: shell.showPage()
        }

        // Kept when it is closed: most of the time of opening a form goes into making what all forms share.
        Loader {
            id: formLoader

            anchors.fill: parent
            focus: shell.formOpen
            visible: shell.formOpen
        }

        // Named, not used as a type: it is seldom there.
        Loader {
            active: shell.session.lockCountdown > 0 || shell.session.rescueText !== ""
            anchors.left: parent.left
            anchors.margins: Theme.space3
            anchors.right: parent.right
            anchors.top: parent.top
            z: 4

            Component.onCompleted: setSource("ShellBanner.qml", {
                    "session": shell.session
                })
        }

        JToastHost {
            id: toasts

            lift: shell.formOpen && formLoader.item ? formLoader.item["footer"] : 0
            z: 3
        }
    }

    Loader {
        id: bottomBar

        active: Theme.compact
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        visible: Theme.compact && !shell.formOpen

        sourceComponent: JBottomBar {
            current: shell.placeShown
            direct: Theme.scale > 1.3 ? 3 : 5
            places: shell.places

            onChosen: key => shell.go(key)
        }
    }

    Connections {
        function onNotice(text: string): void {
            toasts.show(text, "", "");
        }

        target: App.form
    }

    Connections {
        function onEvaluationFilled(formId: string): void {
            toasts.show(qsTr("已按完成情况填写自评表"), "", "");
            shell.openForm(formId);
        }

        target: App.outcome
    }

    Connections {
        function onFinished(text: string): void {
            toasts.show(text, "", "");
        }

        target: App.importer
    }

    Connections {
        function onCreated(formId: string): void {
            shell.place = "projects";
            shell.openForm(formId);
        }

        target: App.newForm
    }

    Connections {
        function onClosed(): void {
            shell.place = "projects";
        }

        function onFormChosen(formId: string): void {
            shell.openForm(formId);
        }

        function onImportRequested(): void {
            shell.place = "import";
        }

        function onNewFormRequested(): void {
            shell.place = "newForm";
        }

        function onStatusChosen(status: string): void {
            App.projects.statusFilter = status;
            shell.place = "projects";
        }

        ignoreUnknownSignals: true
        target: pages.item
    }

    Connections {
        function onClosed(): void {
            App.form.close();
        }

        function onOutcomesChosen(formId: string): void {
            shell.go("outcomes");
            App.outcome.open(formId);
        }

        ignoreUnknownSignals: true
        target: formLoader.item
    }
}
