import QtQuick
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme

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

    // Pages by name, not as types: the unlock page is on screen before the others are read.
    Loader {
        readonly property url page: {
            switch (window.session.stage) {
            case SessionViewModel.Locked:
                return App.restore.active ? "../Pages/Session/RestorePage.qml" : "../Pages/Session/UnlockPage.qml";
            case SessionViewModel.FirstUse:
                return App.restore.active ? "../Pages/Session/RestorePage.qml" : "../Pages/Session/FirstUsePage.qml";
            case SessionViewModel.Ready:
                return window.session.recoveryCode !== "" ? "../Pages/Session/RecoveryPage.qml" : "Shell.qml";
            default:
                return "../Pages/Session/FirstUsePage.qml";
            }
        }

        anchors.fill: parent
        focus: true

        onPageChanged: {
            const given = {
                "session": window.session
            };
            if (/(Restore|FirstUse)Page/.test(String(page)))
                given["restore"] = App.restore;
            setSource(page, given);
        }
    }
}
