import QtQuick
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Unbound components: a list of Qt 6.4 cannot make a bound header.
// qmllint disable unqualified type

// The narrow sheet: what it comes to, and all indicators below each other.
FocusScope {
    id: pane

    required property OutcomeViewModel outcome

    signal chosen(int row)
    signal startRequested

    ListView {
        id: list

        property bool home: true    // nobody has scrolled yet: the summary stays in sight while it grows
        readonly property int gutter: Theme.compact ? Theme.space4 : Theme.space6

        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: visible ? 400 : 0
        clip: true
        focus: true
        keyNavigationEnabled: true
        model: pane.outcome.rows

        T.ScrollBar.vertical: JScrollBar {
        }
        Component.onCompleted: stayHome()
        onMovementStarted: home = false

        function stayHome(): void {
            if (home)
                Qt.callLater(positionViewAtBeginning);
        }

        delegate: OutcomeCard {
            width: ListView.view ? ListView.view.width : 0

            onClicked: pane.chosen(index)
        }
        header: Column {
            bottomPadding: Theme.space4
            topPadding: Theme.space4
            width: ListView.view ? ListView.view.width : 0

            onHeightChanged: list.stayHome()

            OutcomeSummary {
                outcome: pane.outcome
                startOffered: true
                width: Math.min(parent.width - 2 * list.gutter, 720 * Theme.scale)
                x: list.gutter

                onStartRequested: pane.startRequested()
            }
        }
    }
}
