import QtQuick
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified type

// The form editor: sections in one scroll, the review panel beside it where there is room and over it where there is not.
FocusScope {
    id: page

    required property FormViewModel form
    property OutcomeFormsModel reports: null    // the forms that can be reported on
    property bool reviewShown: Theme.expanded
    property bool previewing: false
    property bool remembering: false            // the history covers the form
    readonly property bool covered: previewing || remembering
    readonly property bool beside: Theme.expanded
    readonly property real footer: decisions.visible ? decisions.height : 0     // the room its bar takes at the bottom
    property Item wanted: null

    signal closed
    signal outcomesChosen(string formId)

    // The page outlives the form it shows; what the next one must not find again goes here.
    function reset(): void {
        wanted = null;
        previewing = false;
        remembering = false;
        decisions.returning = false;
        reviewShown = Qt.binding(() => Theme.expanded);
        panel.reset();
        view.contentY = 0;
    }

    // What was just opened has its height only after the next layout, so the place is looked up again until then.
    function scrollTo(item: Item): void {
        wanted = item;
        settling.restart();
        scroll();
    }

    function scroll(): void {
        if (!wanted)
            return;
        const top = wanted.mapToItem(column, 0, 0).y - Theme.space4;
        view.contentY = Math.max(0, Math.min(top, view.contentHeight - view.height));
    }

    function stepBack(): void {
        if (previewing)
            closePreview();
        else if (remembering)
            closeHistory();
        else if (decisions.returning)
            decisions.returning = false;
        else if (reviewShown && !beside)
            reviewShown = false;
        else
            leave();
    }

    function closePreview(): void {
        previewing = false;
        forceActiveFocus();
    }

    // The rows go after the list that shows them.
    function closeHistory(): void {
        remembering = false;
        Qt.callLater(form.history.close);
        forceActiveFocus();
    }

    function leave(): void {
        Qt.inputMethod.commit();
        form.saveNow();
        closed();
    }

    focus: true

    Keys.onEscapePressed: stepBack()
    onVisibleChanged: reset()

    Timer {
        id: settling

        interval: 300

        onTriggered: page.wanted = null
    }

    Shortcut {
        enabled: page.visible && page.form.editable
        sequences: [StandardKey.Undo]

        onActivated: page.form.undo()
    }

    Shortcut {
        enabled: page.visible && page.form.editable
        sequences: ["Ctrl+Y", "Ctrl+Shift+Z"]

        onActivated: page.form.redo()
    }

    Shortcut {
        enabled: page.visible
        sequences: [StandardKey.Save]

        onActivated: page.form.saveNow()
    }

    Shortcut {
        enabled: page.visible && !page.covered
        sequences: [StandardKey.Print]

        onActivated: page.previewing = true
    }

    Shortcut {
        enabled: page.visible && !page.covered
        sequence: "F8"

        onActivated: panel.step(1)
    }

    Shortcut {
        enabled: page.visible && !page.covered
        sequence: "Shift+F8"

        onActivated: panel.step(-1)
    }

    Shortcut {
        enabled: page.visible && !page.covered
        sequences: ["Ctrl+H"]

        onActivated: page.remembering = true
    }

    Connections {
        function onFocusRequested(section: int, row: int, field: int): void {
            if (!page.beside)
                page.reviewShown = false;
            const target = sections.itemAt(section) as FormSection;
            target.focusAt(row, field);
            page.scrollTo(target.itemAt(row));
        }

        function onExplanationRequested(finding: int): void {
            page.reviewShown = true;
            panel.showExplanation(finding);
        }

        target: page.form
    }

    FormHeader {
        id: header

        enabled: !page.covered
        form: page.form
        reportable: page.reports !== null && page.reports.total > 0 && page.reports.holds(page.form.formId)
        reviewShown: page.reviewShown
        width: parent.width

        onBackRequested: page.leave()
        onOutcomesRequested: page.outcomesChosen(page.form.formId)
        onHistoryRequested: page.remembering = true
        onPreviewRequested: page.previewing = true
        onReviewToggled: page.reviewShown = !page.reviewShown
    }

    Flickable {
        id: view

        anchors.bottom: decisions.top
        anchors.left: parent.left
        anchors.right: page.beside && page.reviewShown ? panel.left : parent.right
        anchors.top: header.bottom
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: column.implicitHeight + 2 * Theme.space5
        contentWidth: width
        enabled: !page.covered

        T.ScrollBar.vertical: JScrollBar {
        }
        onContentHeightChanged: page.scroll()

        JReveal {
            view: view
        }

        Column {
            id: column

            readonly property int gutter: Theme.compact ? Theme.space4 : Theme.space6

            spacing: Theme.space5
            width: Math.min(view.width - 2 * gutter, 960)
            x: Math.max(gutter, (view.width - width) / 2)
            y: Theme.space5

            JErrorState {
                width: column.width
                details: page.form.error.details
                next: page.form.error.next
                requestId: page.form.error.requestId
                safe: page.form.error.safe
                visible: page.form.error.isSet
                what: page.form.error.what
            }

            JBanner {
                width: column.width
                severity: page.form.status === "returned" ? "warning" : "error"
                text: page.form.note
                title: page.form.status === "returned" ? qsTr("已退回，请按意见修改后重新提交") : Theme.statusWord(page.form.status)
                visible: page.form.note !== ""
            }

            Repeater {
                id: sections

                model: page.form.sections

                FormSection {
                    width: column.width
                    form: page.form
                }
            }
        }
    }

    ReviewPanel {
        id: panel

        anchors.bottom: decisions.top
        anchors.right: parent.right
        anchors.top: header.bottom
        closable: !page.beside
        enabled: !page.covered
        form: page.form
        visible: page.reviewShown
        width: page.beside ? 320 * Math.min(1.4, Theme.scale) : Math.min(parent.width, 420 * Theme.scale)

        onCloseRequested: page.reviewShown = false
    }

    DecisionBar {
        id: decisions

        anchors.bottom: parent.bottom
        enabled: !page.covered
        form: page.form
        width: parent.width
    }

    Loader {
        active: page.previewing
        anchors.fill: parent
        focus: page.previewing
        sourceComponent: PreviewPane {
            form: page.form

            onClosed: page.closePreview()
        }
    }

    Loader {
        active: page.remembering
        anchors.fill: parent
        focus: page.remembering
        sourceComponent: HistoryPane {
            form: page.form

            onClosed: page.closeHistory()
        }
    }
}
