import QtQuick
import Jixiao.App

// What went wrong, once something did. Named, not used as a type: the unlock page is on screen before it is read.
Loader {
    required property SessionViewModel session

    active: session.error.isSet
    visible: active

    Component.onCompleted: setSource("SessionFailure.qml", {
            "session": session
        })
}
