import QtQuick
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls
import Jixiao.Fields

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified type

// The reason for a warning: written by who fills the form in, read by who decides about it.
Loader {
    id: loader

    required property FormViewModel form
    required property FindingsFilter filter
    required property int at            // row of `filter`
    required property string rule
    required property string place
    required property string answer
    required property string text
    required property string by
    required property int sameRule
    readonly property bool spreadable: answer === "given" && sameRule > 0
    readonly property color warningInk: Theme.severityTone("warning").ink

    // The row of form.findings, now: those above come and go while one types.
    function finding(): int {
        return filter.findingAt(at);
    }

    function write(): void {
        if (item && form.editable)
            item.input.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    active: answer !== ""
    sourceComponent: form.editable ? writing : reading
    visible: active

    Component {
        id: writing

        Column {
            property alias input: box

            spacing: Theme.space1

            JText {
                color: loader.warningInk
                size: Theme.fontSmall
                text: qsTr("这条说明是按改动前的内容写的，请核对")
                visible: loader.answer === "outdated"
                width: parent.width
            }

            JTextArea {
                id: box

                minimumLines: Theme.touch ? 2 : 1   // as tall as a finger
                name: loader.place !== "" ? qsTr("说明 %1：%2").arg(loader.rule).arg(loader.place) : qsTr("说明 %1").arg(loader.rule)
                placeholderText: qsTr("写明理由，审批人会看到")
                severity: loader.answer === "given" ? "" : "warning"
                width: parent.width

                onTextChanged: if (length > loader.form.explanationLimit)
                    remove(loader.form.explanationLimit, length)
            }

            TextBridge {
                target: box
                value: loader.text

                onCommitted: text => loader.form.commitExplanation(loader.finding(), text)
                onEdited: text => loader.form.explain(loader.finding(), text)
            }

            Flow {
                spacing: Theme.space1
                visible: loader.answer === "outdated" || loader.spreadable
                width: parent.width

                JButton {
                    iconName: "check"
                    text: qsTr("仍然适用")
                    visible: loader.answer === "outdated"

                    Accessible.name: qsTr("仍然适用：%1").arg(box.name)
                    onClicked: loader.form.confirmExplanation(loader.finding())
                }

                JButton {
                    iconName: "copy"
                    text: qsTr("同类 %1 条也用这条").arg(loader.sameRule)
                    visible: loader.spreadable

                    onClicked: loader.form.explainRule(loader.finding())
                }
            }
        }
    }

    Component {
        id: reading

        Rectangle {
            color: Theme.severityTone("warning").soft
            implicitHeight: words.implicitHeight + 2 * Theme.space2
            radius: Theme.radius

            Accessible.name: said.text
            Accessible.role: Accessible.StaticText

            Column {
                id: words

                spacing: 2
                width: parent.width - 2 * Theme.space3
                x: Theme.space3
                y: Theme.space2

                JLabel {
                    id: said

                    color: loader.answer === "missing" ? loader.warningInk : Theme.colors.text
                    size: Theme.fontSmall
                    text: loader.answer === "missing" ? qsTr("填报人没有写说明") : qsTr("说明：%1").arg(loader.text)
                    width: parent.width
                }

                JLabel {
                    muted: true
                    size: Theme.fontSmall
                    text: loader.by
                    visible: text !== ""
                    width: parent.width
                }

                JText {
                    color: loader.warningInk
                    size: Theme.fontSmall
                    text: qsTr("写于内容改动之前，与现在的提醒不完全对应")
                    visible: loader.answer === "outdated"
                    width: parent.width
                }
            }
        }
    }
}
