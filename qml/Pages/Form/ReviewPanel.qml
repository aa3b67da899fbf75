import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified

// What the review rules say about the open form, while it is being filled in.
Rectangle {
    id: panel

    required property FormViewModel form
    property bool closable: false
    readonly property FindingsModel findings: form.findings
    property bool walking: false        // from place to place: the row that was gone to is marked

    signal closeRequested
    signal findingChosen(int index)

    // Rows are made as they come into view.
    function showExplanation(index: int): void {
        shown.severity = "";
        list.positionViewAtIndex(index, ListView.Contain);
        list.forceLayout();
        (list.itemAtIndex(index) as FindingRow)?.writeExplanation();
    }

    // A row of the list, whatever is left out of it.
    function choose(row: int): void {
        const finding = shown.findingAt(row);
        if (finding < 0)
            return;
        list.currentIndex = row;
        walking = true;
        findingChosen(finding);
        form.showFinding(finding);
    }

    // To the next place or the one before, round and round.
    function step(by: int): void {
        if (list.count === 0)
            return;
        const from = walking ? list.currentIndex : by > 0 ? -1 : 0;
        choose((from + by + list.count) % list.count);
    }

    function reset(): void {
        shown.severity = "";
        quality.unfolded = false;
        walking = false;
        list.positionViewAtBeginning();
    }

    color: Theme.colors.surface

    Accessible.name: qsTr("审核栏")
    Accessible.role: Accessible.Pane

    FindingsFilter {
        id: shown

        findings: panel.findings

        onSeverityChanged: panel.walking = false
    }

    Rectangle {
        color: Theme.colors.hairline
        height: parent.height
        width: 1
    }

    Column {
        id: head

        anchors.left: parent.left
        anchors.leftMargin: 1
        anchors.right: parent.right
        anchors.top: parent.top
        topPadding: Theme.space2

        RowLayout {
            spacing: 0
            width: parent.width - Theme.space4 - Theme.space1
            x: Theme.space4

            JText {
                font.weight: Font.DemiBold
                size: Theme.fontTitle
                text: qsTr("审核")

                Accessible.role: Accessible.Heading
            }

            JText {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.space2
                elide: Text.ElideRight
                maximumLineCount: 1
                muted: true
                size: Theme.fontSmall
                text: !panel.findings.reviewed ? qsTr("正在审核…") : panel.findings.count === 0 ? qsTr("没有发现问题") : qsTr("%1 处").arg(panel.findings.count)
                wrapMode: Text.NoWrap
            }

            JIconButton {
                enabled: list.count > 0
                iconName: "chevron-up"
                keys: "Shift+F8"
                name: qsTr("上一处")

                onClicked: panel.step(-1)
            }

            JIconButton {
                enabled: list.count > 0
                iconName: "chevron-down"
                keys: "F8"
                name: qsTr("下一处")

                onClicked: panel.step(1)
            }

            JIconButton {
                iconName: "close"
                name: qsTr("关闭审核栏")
                visible: panel.closable

                onClicked: panel.closeRequested()
            }
        }

        QualityHead {
            id: quality

            quality: panel.form.quality
            room: panel.height * 0.4
            visible: panel.form.quality.known
            width: parent.width
        }

        Flow {
            bottomPadding: Theme.space3
            leftPadding: Theme.space4
            rightPadding: Theme.space4
            spacing: Theme.space2
            topPadding: Theme.space1
            visible: panel.findings.count > 0
            width: parent.width

            Repeater {
                model: ["E", "W", "H"]

                JChip {
                    required property string modelData

                    checkable: false
                    checked: shown.severity === modelData
                    count: modelData === "E" ? panel.findings.errors : modelData === "W" ? panel.findings.warnings : panel.findings.hints
                    enabled: count > 0 || checked
                    text: Theme.severityWord(modelData === "E" ? "error" : modelData === "W" ? "warning" : "hint")

                    onClicked: shown.severity = shown.severity === modelData ? "" : modelData
                }
            }
        }

        Rectangle {
            color: Theme.colors.hairline
            height: 1
            width: parent.width
        }
    }

    ListView {
        id: list

        activeFocusOnTab: true
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.leftMargin: 1
        anchors.right: parent.right
        anchors.top: head.bottom
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        cacheBuffer: 0      // what is made ahead would be asked for while the form closes
        highlight: Rectangle {
            color: Theme.colors.selected
            visible: panel.walking
        }
        highlightMoveDuration: 0
        highlightResizeDuration: 0
        keyNavigationEnabled: true
        model: shown
        section.delegate: Rectangle {
            required property string section

            color: Theme.colors.sunken
            height: sectionText.implicitHeight + Theme.space2
            width: list.width
            z: 2

            JText {
                id: sectionText

                anchors.verticalCenter: parent.verticalCenter
                elide: Text.ElideRight
                font.weight: Font.Medium
                maximumLineCount: 1
                muted: true
                size: Theme.fontSmall
                text: parent.section
                width: parent.width - 2 * Theme.space4
                x: Theme.space4
            }
        }
        section.labelPositioning: ViewSection.InlineLabels | ViewSection.CurrentLabelAtStart
        section.property: "section"

        T.ScrollBar.vertical: JScrollBar {
        }
        delegate: FindingRow {
            filter: shown
            fixable: panel.form.editable
            form: panel.form
            width: list.width

            onClicked: panel.choose(index)
            onFixRequested: panel.form.applyFix(shown.findingAt(index))
        }

        JEmptyState {
            anchors.centerIn: parent
            hint: shown.severity === "" ? qsTr("可以提交了。修改内容时会随时重新审核。") : qsTr("再点一次上面的标签，看全部。")
            iconName: "check-circle"
            title: shown.severity === "" ? qsTr("没有发现问题") : qsTr("没有这一类问题")
            visible: list.count === 0 && panel.findings.reviewed
            width: parent.width - 2 * Theme.space6
        }
    }
}
