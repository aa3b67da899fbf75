import QtQuick
import QtQuick.Layouts
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls
import Jixiao.Fields

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified

// One field of the open form: the editor that fits its type, and the approver's remark beneath it.
ColumnLayout {
    id: field

    required property FormViewModel form
    required property string path
    required property string label
    required property string type
    required property string value
    required property bool required
    required property string hint
    required property int maxLength
    required property string unitText
    required property var options
    required property string echo
    required property string severity
    required property string message
    required property string fixLabel
    required property string opinion
    required property bool editable
    required property bool computed
    readonly property string shownHint: computed ? qsTr("自动计算") : !editable ? "" : hint !== "" ? hint : type === "date" ? qsTr("如 2024-03-01") : ""
    readonly property bool judging: form.canReturn
    readonly property string shownOpinion: remarking ? "" : opinion
    property bool remarking: false
    property real leastLabelHeight: 0
    property bool showUnit: true
    readonly property real labelHeight: loader.item ? (loader.item as FieldFrame).labelHeight : 0
    readonly property string tone: ({
            "E": "error",
            "W": "warning",
            "H": "hint"
        })[severity] ?? ""

    function focusInput(): void {
        (loader.item as Item).forceActiveFocus(Qt.ShortcutFocusReason);
    }

    spacing: Theme.space1

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space1

        Loader {
            id: loader

            Layout.fillWidth: true
            sourceComponent: {
                switch (field.type) {
                case "money":
                    return moneyEditor;
                case "percent":
                    return percentEditor;
                case "longText":
                    return longEditor;
                case "enum":
                    return field.editable ? enumEditor : textEditor;
                case "value":
                    return valueEditor;
                case "number":
                    return numberEditor;
                case "bool":
                    return field.value === "" || field.value === "true" || field.value === "false" ? boolEditor : textEditor;
                default:
                    return textEditor;
                }
            }
        }

        // Beside the box, not beneath it: a form to be judged is as long as one to be filled in.
        Loader {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Theme.line(Theme.fontBody) + Theme.space1
            active: field.judging
            sourceComponent: JIconButton {
                iconName: "comment"
                ink: field.opinion !== "" ? Theme.colors.returned.ink : Theme.colors.textMuted
                name: qsTr("写意见：%1").arg(field.label)

                onClicked: {
                    field.remarking = true;
                    remark.item.text = field.opinion;
                    remark.item.forceActiveFocus();
                }
            }
            visible: active
        }
    }

    Connections {
        function onCommitted(text: string): void {
            field.form.commit(field.path, text);
        }

        function onEdited(text: string): void {
            field.form.edit(field.path, text);
        }

        function onFixRequested(): void {
            field.form.applyFixAt(field.path);
        }

        target: loader.item
    }

    Loader {
        id: remark

        Layout.fillWidth: true
        active: field.judging
        sourceComponent: JTextField {
            leadingIcon: "comment"
            name: qsTr("意见：%1").arg(field.label)
            placeholderText: qsTr("写给填报人的意见，回车确认")

            Keys.onEscapePressed: field.remarking = false
            onAccepted: field.remarking = false
            onActiveFocusChanged: if (!activeFocus)
                field.remarking = false
            onTextEdited: field.form.setOpinion(field.path, text)
        }
        visible: field.judging && field.remarking
    }

    Component {
        id: textEditor

        TextFieldEditor {
            fixText: field.fixLabel
            help: field.hint
            label: field.label
            leastLabelHeight: field.leastLabelHeight
            mandatory: field.required
            message: field.message
            opinion: field.shownOpinion
            placeholder: field.shownHint
            readOnly: !field.editable
            severity: field.tone
            value: field.value
        }
    }

    Component {
        id: longEditor

        LongTextEditor {
            fixText: field.fixLabel
            help: field.hint
            label: field.label
            leastLabelHeight: field.leastLabelHeight
            mandatory: field.required
            message: field.message
            minimumLines: 2
            opinion: field.shownOpinion
            placeholder: field.shownHint
            readOnly: !field.editable
            severity: field.tone
            value: field.value
        }
    }

    Component {
        id: moneyEditor

        MoneyEditor {
            fixText: field.fixLabel
            help: field.hint
            label: field.label
            leastLabelHeight: field.leastLabelHeight
            mandatory: field.required
            message: field.message
            opinion: field.shownOpinion
            placeholder: field.shownHint
            readOnly: !field.editable
            severity: field.tone
            unit: field.showUnit ? field.unitText : ""
            value: field.value
        }
    }

    Component {
        id: numberEditor

        NumberEditor {
            fixText: field.fixLabel
            help: field.hint
            label: field.label
            leastLabelHeight: field.leastLabelHeight
            mandatory: field.required
            message: field.message
            opinion: field.shownOpinion
            placeholder: field.shownHint
            readOnly: !field.editable
            severity: field.tone
            value: field.value
        }
    }

    Component {
        id: boolEditor

        BoolEditor {
            fixText: field.fixLabel
            help: field.hint
            label: field.label
            leastLabelHeight: field.leastLabelHeight
            mandatory: field.required
            message: field.message
            opinion: field.shownOpinion
            readOnly: !field.editable
            severity: field.tone
            value: field.value
        }
    }

    Component {
        id: percentEditor

        PercentEditor {
            fixText: field.fixLabel
            help: field.hint
            label: field.label
            leastLabelHeight: field.leastLabelHeight
            mandatory: field.required
            message: field.message
            opinion: field.shownOpinion
            placeholder: field.shownHint
            readOnly: !field.editable
            severity: field.tone
            value: field.value
        }
    }

    Component {
        id: enumEditor

        EnumEditor {
            fixText: field.fixLabel
            help: field.hint
            label: field.label
            leastLabelHeight: field.leastLabelHeight
            mandatory: field.required
            message: field.message
            opinion: field.shownOpinion
            options: field.options
            severity: field.tone
            value: field.value
        }
    }

    Component {
        id: valueEditor

        ValueEditor {
            echo: field.echo
            fixText: field.fixLabel
            help: field.hint
            label: field.label
            leastLabelHeight: field.leastLabelHeight
            mandatory: field.required
            message: field.message
            opinion: field.shownOpinion
            placeholder: field.shownHint
            readOnly: !field.editable
            severity: field.tone
            value: field.value
        }
    }
}
