import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified type

// What was done to the form, by whom and when; beside it, or in its place where there is no room, what a step changed.
FocusScope {
    id: pane

    required property FormViewModel form
    readonly property HistoryViewModel history: form.history
    readonly property bool beside: width >= 760 * Math.min(1.4, Theme.scale)
    readonly property bool reading: history.selected >= 0     // a step is looked at
    readonly property int gutter: Theme.compact ? Theme.space4 : Theme.space6

    signal closed

    function back(): void {
        if (beside || !reading) {
            closed();
            return;
        }
        history.select(-1);
        list.forceActiveFocus();
    }

    function iconOf(kind: string): string {
        switch (kind) {
        case "remote":
            return "cloud";
        case "command":
            return "approve";
        case "resolve":
            return "conflict";
        default:
            return "draft";
        }
    }

    // With room for both there is always something to read.
    function fill(): void {
        if (beside && !reading && list.count > 0)
            history.select(0);
    }

    Component.onCompleted: {
        form.saveNow();
        history.open(form.formId);
        list.forceActiveFocus();
    }
    Keys.onEscapePressed: back()
    onBesideChanged: fill()

    Connections {
        function onSelectedChanged(): void {
            if (pane.beside)
                list.currentIndex = pane.history.selected;
        }

        function onStepsChanged(): void {
            pane.fill();
        }

        target: pane.history
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.colors.page
    }

    Rectangle {
        id: bar

        color: Theme.colors.surface
        height: head.height + 2 * Theme.space2
        width: parent.width

        Rectangle {
            anchors.bottom: parent.bottom
            color: Theme.colors.hairline
            height: 1
            width: parent.width
        }
    }

    RowLayout {
        id: head

        anchors.left: parent.left
        anchors.margins: Theme.space2
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: Theme.space2

        JIconButton {
            iconName: "arrow-left"
            keys: "Esc"
            name: pane.beside || !pane.reading ? qsTr("返回填报") : qsTr("返回修改记录")

            onClicked: pane.back()
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            JText {
                Layout.fillWidth: true
                font.weight: Font.DemiBold
                size: Theme.compact ? Theme.fontBody : Theme.fontTitle
                text: qsTr("修改记录")

                Accessible.role: Accessible.Heading
            }

            JText {
                Layout.fillWidth: true
                elide: Text.ElideRight
                maximumLineCount: 1
                muted: true
                size: Theme.fontSmall
                text: pane.form.title
            }
        }

        JIconButton {
            enabled: pane.form.canUndo
            iconName: "undo"
            name: pane.form.undoLabel !== "" ? qsTr("撤销：%1").arg(pane.form.undoLabel) : qsTr("撤销")
            visible: pane.form.editable

            onClicked: pane.form.undo()
        }
    }

    JErrorState {
        id: problem

        readonly property bool ofForm: pane.form.error.isSet

        anchors.left: parent.left
        anchors.margins: pane.gutter
        anchors.right: parent.right
        anchors.top: bar.bottom
        details: ofForm ? pane.form.error.details : pane.history.error.details
        height: visible ? implicitHeight : 0
        next: ofForm ? pane.form.error.next : pane.history.error.next
        safe: ofForm ? pane.form.error.safe : pane.history.error.safe
        visible: ofForm || pane.history.error.isSet
        what: ofForm ? pane.form.error.what : pane.history.error.what
    }

    Rectangle {
        id: side

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.top: problem.visible ? problem.bottom : bar.bottom
        anchors.topMargin: problem.visible ? Theme.space4 : 0
        color: Theme.colors.surface
        visible: pane.beside || !pane.reading
        width: pane.beside ? 340 * Math.min(1.4, Theme.scale) : parent.width

        ListView {
            id: list

            anchors.fill: parent
            boundsBehavior: Flickable.StopAtBounds
            cacheBuffer: 0
            clip: true
            focus: true
            keyNavigationEnabled: true
            model: pane.history.steps
            section.property: "day"

            T.ScrollBar.vertical: JScrollBar {
            }
            onAtYEndChanged: if (atYEnd)
                pane.history.more()
            onCurrentIndexChanged: if (pane.beside && activeFocus)
                pane.history.select(currentIndex)

            delegate: JListRow {
                id: step

                required property int index
                required property string person
                required property string time
                required property string kind
                required property int count
                required property string reason
                required property var model

                chevron: !pane.beside
                current: pane.beside && pane.history.selected === index
                iconName: pane.iconOf(kind)
                leftPadding: pane.gutter
                subtitle: Theme.dotted([time, person, count > 0 ? qsTr("%1 处").arg(count) : "", reason])
                title: model.title
                width: list.width

                onActiveFocusChanged: if (activeFocus)
                    list.currentIndex = index
                onClicked: pane.history.select(index)
            }
            section.delegate: JText {
                required property string section

                bottomPadding: Theme.space1
                font.weight: Font.DemiBold
                leftPadding: pane.gutter
                muted: true
                size: Theme.fontSmall
                text: section
                topPadding: Theme.space4
                width: list.width

                Accessible.role: Accessible.Heading
            }
        }

        JEmptyState {
            anchors.centerIn: parent
            hint: qsTr("在这台设备上填写或审批之后，每一步都会记在这里。")
            iconName: "history"
            title: qsTr("还没有修改记录")
            visible: list.count === 0 && !pane.history.loading && !problem.visible
            width: Math.min(parent.width - 2 * pane.gutter, 360)
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        anchors.left: side.right
        anchors.top: side.top
        color: Theme.colors.hairline
        visible: pane.beside
        width: 1
    }

    HistoryDetail {
        anchors.bottom: parent.bottom
        anchors.left: pane.beside ? side.right : parent.left
        anchors.leftMargin: pane.beside ? 1 : 0
        anchors.right: parent.right
        anchors.top: side.top
        form: pane.form
        visible: pane.reading
    }
}
