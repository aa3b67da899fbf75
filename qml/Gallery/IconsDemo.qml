pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.Theme
import Jixiao.Controls

JCard {
    contentItem: Flow {
        spacing: Theme.space2

        Repeater {
            model: ["home", "list", "form", "approve", "sync", "settings", "lock", "unlock", "search", "filter", "add", "remove", "undo", "redo", "check", "check-circle", "warning", "error", "info", "hint", "arrow-right", "arrow-left", "arrow-up", "arrow-down", "chevron-right", "chevron-left", "chevron-down", "chevron-up", "menu", "close", "cloud", "cloud-ok", "cloud-off", "wifi-off", "send", "return", "conflict", "draft", "clock", "print", "pdf", "import", "export", "history", "drag", "more", "person", "unit", "sun", "moon", "keyboard", "copy", "shield", "key", "wand", "comment", "eye", "eye-off", "calendar", "attach", "public", "chart", "package", "panel", "target"]

            Column {
                id: cell

                required property string modelData

                width: 88

                JIcon {
                    anchors.horizontalCenter: parent.horizontalCenter
                    name: cell.modelData
                    size: 28
                }

                JText {
                    horizontalAlignment: Text.AlignHCenter
                    muted: true
                    size: Theme.fontSmall
                    text: cell.modelData
                    width: parent.width
                }
            }
        }
    }
}
