pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// The linter of Qt 6.4 does not know Qt.callLater.
// qmllint disable type

// One indicator at a time: a large figure, a light and a score that follow every key, and the keys at the thumb. A swipe
// or the arrows go to the next.
FocusScope {
    id: entry

    required property OutcomeViewModel outcome
    property int shown: 0               // the row in sight; the view follows it, also when the tablet is turned
    readonly property OutcomeEntryPage page: pages.currentItem as OutcomeEntryPage
    readonly property bool beside: width > height && width > 640
    readonly property bool keyed: page !== null && page.keyed && !page.writing
    readonly property real padWidth: beside ? Math.min(360, width * 0.42) : Math.min(width, 520)

    signal finished

    function show(row: int): void {
        shown = row;
        follow();
    }

    function follow(): void {
        pages.currentIndex = shown;
        pages.positionViewAtIndex(shown, ListView.SnapPosition);
    }

    function next(): void {
        const row = outcome.rows.nextUnfilled(shown);
        outcome.saveNow();
        if (row < 0 && shown + 1 >= pages.count)
            finished();
        else
            show(row < 0 ? shown + 1 : row);
        takeKeys();
    }

    function step(by: int): void {
        const row = shown + by;
        if (row < 0 || row >= pages.count)
            return;
        outcome.saveNow();
        show(row);
        takeKeys();
    }

    // Away from the words of the indicator that was in sight.
    function takeKeys(): void {
        keyTaker.forceActiveFocus(Qt.OtherFocusReason);
    }

    function take(key: string): void {
        outcome.press(shown, key);
    }

    Keys.onPressed: event => {
        event.accepted = true;
        if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            next();
        else if (event.key === Qt.Key_Left)
            step(-1);
        else if (event.key === Qt.Key_Right)
            step(1);
        else if (keyed && event.key === Qt.Key_Backspace)
            take("B");
        else if (keyed && event.key === Qt.Key_Delete)
            take("C");
        else if (keyed && event.text === "+" && page.countable)
            outcome.tally(shown, 1);
        else if (keyed && /^[0-9.\-]$/.test(event.text))
            take(event.text);
        else
            event.accepted = false;
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.colors.page
    }

    Item {
        id: keyTaker

        focus: true
    }

    Row {
        id: place

        anchors.horizontalCenter: pages.horizontalCenter
        height: Math.max(48, Theme.controlHeight)
        spacing: Theme.space2

        JIconButton {
            anchors.verticalCenter: parent.verticalCenter
            enabled: entry.shown > 0
            height: 48
            iconName: "chevron-left"
            name: qsTr("上一项")
            width: 48

            onClicked: entry.step(-1)
        }

        JText {
            anchors.verticalCenter: parent.verticalCenter
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("第 %1 / %2 项").arg(entry.shown + 1).arg(pages.count)
            width: Math.max(implicitWidth, 96 * Theme.scale)
            wrapMode: Text.NoWrap
        }

        JIconButton {
            anchors.verticalCenter: parent.verticalCenter
            enabled: entry.shown + 1 < pages.count
            height: 48
            iconName: "chevron-right"
            name: qsTr("下一项")
            width: 48

            onClicked: entry.step(1)
        }
    }

    ListView {
        id: pages

        anchors.bottom: entry.beside ? parent.bottom : bar.top
        anchors.left: parent.left
        anchors.right: entry.beside ? bar.left : parent.right
        anchors.top: place.bottom
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 0
        clip: true
        highlightMoveDuration: Theme.motion
        highlightRangeMode: ListView.StrictlyEnforceRange
        keyNavigationEnabled: false
        model: entry.outcome.rows
        orientation: ListView.Horizontal
        snapMode: ListView.SnapOneItem

        onMovementEnded: {
            entry.outcome.saveNow();
            entry.shown = currentIndex;
            entry.takeKeys();
        }
        onWidthChanged: Qt.callLater(entry.follow)

        delegate: OutcomeEntryPage {
            height: pages.height
            outcome: entry.outcome
            width: pages.width

            onNextRequested: entry.next()
            onPadRequested: entry.takeKeys()
        }
    }

    Rectangle {
        id: bar

        anchors.bottom: parent.bottom
        anchors.right: parent.right
        color: Theme.colors.sunken
        height: entry.beside ? parent.height : pad.visible ? pad.height + 2 * Theme.space3 : nextButton.height + 2 * Theme.space3
        width: entry.beside ? entry.padWidth : parent.width

        NumberPad {
            id: pad

            anchors.centerIn: parent
            keyHeight: entry.beside ? Math.min(72, (bar.height - 5 * Theme.space3) / 4) : Math.max(48, Math.min(64, entry.height * 0.085))
            usable: entry.outcome.editable
            visible: entry.keyed
            width: Math.min(entry.padWidth, bar.width) - 2 * Theme.space3

            onKeyPressed: key => entry.take(key)
            onNextRequested: entry.next()
        }

        JButton {
            id: nextButton

            anchors.centerIn: parent
            height: Math.max(48, implicitHeight)
            kind: JButton.Primary
            text: qsTr("下一项")
            visible: !pad.visible
            width: Math.min(entry.padWidth, bar.width) - 2 * Theme.space3

            onClicked: entry.next()
        }
    }
}
