import QtQuick

// Keeps the item with the keyboard in sight: scrolls `view` when the focus goes to something outside it, and when the
// view gets smaller (a keyboard on the screen, a turned tablet).
Item {
    id: reveal

    required property Flickable view
    readonly property Item focused: Window.activeFocusItem
    readonly property real room: view.height

    function inside(item: Item): bool {
        for (let up = item; up; up = up.parent) {
            if (up === view.contentItem)
                return true;
        }
        return false;
    }

    function show(): void {
        const item = focused;
        if (!item || !inside(item))
            return;
        const margin = Math.min(32, view.height / 8);
        const top = item.mapToItem(view.contentItem, 0, 0).y - margin;
        const bottom = top + Math.min(item.height, view.height - 2 * margin) + 2 * margin;
        const end = Math.max(0, view.contentHeight - view.height);
        if (top < view.contentY)
            view.contentY = Math.max(0, top);
        else if (bottom > view.contentY + view.height)
            view.contentY = Math.min(end, bottom - view.height);
    }

    visible: false

    onFocusedChanged: soon.start()
    onRoomChanged: soon.start()

    // After the layout that made the place.
    Timer {
        id: soon

        interval: 0

        onTriggered: reveal.show()
    }
}
