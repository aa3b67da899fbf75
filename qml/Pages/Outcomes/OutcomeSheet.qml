import QtQuick
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified type

// The outcomes of one form: a table beside what it comes to where there is room, else a list, and one indicator at a time.
FocusScope {
    id: sheet

    required property OutcomeViewModel outcome
    property bool entering: false       // one by one
    property int startRow: 0
    readonly property bool wide: Theme.expanded && width > 880 * Theme.scale
    readonly property int gutter: Theme.compact ? Theme.space4 : Theme.space6

    signal closed

    function enter(row: int): void {
        startRow = Math.max(0, row);
        entering = true;
    }

    function stepBack(): void {
        Qt.inputMethod.commit();
        outcome.saveNow();
        if (entering && !wide)
            entering = false;
        else
            closed();
        forceActiveFocus(Qt.TabFocusReason);
    }

    Keys.onEscapePressed: stepBack()

    Shortcut {
        enabled: sheet.visible && sheet.outcome.canUndo && !viewer.active
        sequences: [StandardKey.Undo]

        onActivated: sheet.outcome.undo()
    }

    Shortcut {
        enabled: sheet.visible
        sequences: [StandardKey.Save]

        onActivated: sheet.outcome.saveNow()
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.colors.page
    }

    OutcomeHeader {
        id: header

        choices: sheet.wide || !sheet.entering
        outcome: sheet.outcome
        visible: !viewer.active
        width: parent.width

        onBackRequested: sheet.stepBack()
    }

    JErrorState {
        id: trouble

        anchors.top: header.bottom
        details: sheet.outcome.error.details
        height: visible ? implicitHeight : 0
        next: sheet.outcome.error.next
        requestId: sheet.outcome.error.requestId
        safe: sheet.outcome.error.safe
        visible: sheet.outcome.error.isSet && !viewer.active
        what: sheet.outcome.error.what
        width: parent.width - 2 * sheet.gutter
        x: sheet.gutter
    }

    Loader {
        id: body

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: trouble.bottom
        focus: true
        visible: !viewer.active
        sourceComponent: sheet.outcome.loading ? null : sheet.wide ? wideSheet : sheet.entering ? oneByOne : narrowSheet

        onLoaded: {
            if (viewer.active)
                item.focus = true;
            else if (sheet.activeFocus)
                item.forceActiveFocus(Qt.TabFocusReason);
        }
    }

    // A picture that was opened lies over everything.
    Loader {
        id: viewer

        active: sheet.outcome.openItem.content !== ""
        anchors.fill: parent
        sourceComponent: OutcomePicture {
            outcome: sheet.outcome
        }

        // Back to the file it was opened from.
        onActiveChanged: if (!active)
            body.forceActiveFocus(Qt.TabFocusReason)
        onLoaded: item.forceActiveFocus(Qt.TabFocusReason)
    }

    Component {
        id: wideSheet

        FocusScope {
            OutcomeTable {
                anchors.bottom: parent.bottom
                anchors.left: parent.left
                anchors.right: side.left
                anchors.top: parent.top
                focus: true
                outcome: sheet.outcome
            }

            Flickable {
                id: side

                anchors.bottom: parent.bottom
                anchors.right: parent.right
                anchors.top: parent.top
                boundsBehavior: Flickable.StopAtBounds
                clip: true
                contentHeight: summary.height + 2 * Theme.space4
                contentWidth: width
                width: Math.min(parent.width * 0.34, 320 * Math.min(1.4, Theme.scale))

                T.ScrollBar.vertical: JScrollBar {
                }

                JReveal {
                    view: side
                }

                OutcomeSummary {
                    id: summary

                    outcome: sheet.outcome
                    width: side.width - 2 * Theme.space4
                    x: Theme.space4
                    y: Theme.space4
                }
            }
        }
    }

    Component {
        id: narrowSheet

        OutcomeList {
            outcome: sheet.outcome

            onChosen: row => sheet.enter(row)
            onStartRequested: sheet.enter(sheet.outcome.rows.nextUnfilled(-1))
        }
    }

    Component {
        id: oneByOne

        OutcomeEntry {
            outcome: sheet.outcome

            shown: sheet.startRow

            onFinished: sheet.entering = false
            onShownChanged: sheet.startRow = shown
        }
    }
}
