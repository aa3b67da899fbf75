import QtQuick
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Pages.Session

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified

// The window: unlocking, first use, or the app itself.
T.ApplicationWindow {
    id: window

    readonly property SessionViewModel session: App.session

    color: Theme.colors.page
    height: 800
    minimumHeight: 480
    minimumWidth: 360
    title: qsTr("绩效申报")
    visible: true
    width: 1280

    Binding {
        property: "mode"
        target: Theme
        value: App.settings.themeMode
    }

    Binding {
        property: "highContrast"
        target: Theme
        value: App.settings.highContrast
    }

    Binding {
        property: "textScale"
        target: Theme
        value: App.settings.textScale
    }

    Binding {
        property: "reducedMotion"
        target: Theme
        value: App.settings.reducedMotion
    }

    Binding {
        property: "touch"
        target: Theme
        value: App.settings.touch || window.width < Theme.mediumFrom
    }

    Binding {
        property: "windowWidth"
        target: Theme
        value: window.width
    }

    Loader {
        anchors.fill: parent
        focus: true
        sourceComponent: {
            switch (window.session.stage) {
            case SessionViewModel.Locked:
                return unlockPage;
            case SessionViewModel.Ready:
                return window.session.recoveryCode !== "" ? recoveryPage : shell;
            default:
                return firstUsePage;
            }
        }
    }

    Component {
        id: unlockPage

        UnlockPage {
            session: window.session
        }
    }

    Component {
        id: firstUsePage

        FirstUsePage {
            session: window.session
        }
    }

    Component {
        id: recoveryPage

        RecoveryPage {
            session: window.session
        }
    }

    Component {
        id: shell

        // Named, not used as a type: the unlock page is on screen before the pages behind it are read.
        Loader {
            focus: true

            Component.onCompleted: setSource("Shell.qml", {
                    "session": window.session
                })
        }
    }
}
