pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.Theme

// Short messages at the bottom of the window, at most three. Fill the window with it; it takes no clicks of its own.
// `key` comes back with `actionClicked`, so that the page knows which action to take back.
Item {
    id: host

    property real lift: 0           // room kept free beneath the messages
    property int shortTime: 5000    // milliseconds a message stays
    property int actionTime: 10000  // … when it offers an action
    readonly property int count: messages.count

    signal actionClicked(string key)

    function show(text: string, actionText: string, key: string): void {
        while (messages.count >= 3)
            messages.remove(0);
        messages.append({
                "words": text,
                "action": actionText,
                "key": key
            });
    }

    anchors.fill: parent

    ListModel {
        id: messages
    }

    Column {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: host.lift + (Theme.compact ? Theme.space3 : Theme.space5)
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.space2
        width: Math.min(parent.width - 2 * Theme.space4, 480 * Math.min(Theme.scale, 1.4))

        Repeater {
            model: messages

            JToast {
                required property int index
                required property string words
                required property string action
                required property string key

                actionText: action
                text: words
                time: action ? host.actionTime : host.shortTime
                width: parent ? (parent as Item).width : 0

                onActionClicked: {
                    const pressed = key;
                    messages.remove(index);
                    host.actionClicked(pressed);
                }
                onExpired: messages.remove(index)
            }
        }
    }
}
