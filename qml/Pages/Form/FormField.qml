import QtQuick
import QtQuick.Layouts
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls
import Jixiao.Fields

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
    required property string unitText
    required property var options
    required property string echo
    required property string severity
    required property string message
    required property string fixLabel
    required property string opinion
    required property bool editable
    readonly property bool judging: form.canReturn
    property bool remarking: false
    readonly property string tone: ({
            "E": "error",
            "W": "warning",
            "H": "hint"
        })[severity] ?? ""

    function focusInput(): void {
        loader.item.forceActiveFocus(Qt.OtherFocusReason);
    }

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
                return enumEditor;
            case "value":
                return valueEditor;
            default:
                return textEditor;
            }
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

    RowLayout {
        spacing: Theme.space1
        visible: field.judging

        JButton {
            iconName: "comment"
            kind: JButton.Ghost
            text: field.opinion !== "" ? qsTr("修改意见") : qsTr("写意见")
            visible: !field.remarking

            Accessible.name: qsTr("写意见：%1").arg(field.label)
            onClicked: {
                field.remarking = true;
                remark.text = field.opinion;
                remark.forceActiveFocus();
            }
        }

        JTextField {
            id: remark

            Layout.fillWidth: true
            leadingIcon: "comment"
            name: qsTr("意见：%1").arg(field.label)
            placeholderText: qsTr("写给填报人的意见，回车确认")
            visible: field.remarking

            onAccepted: field.remarking = false
            onTextEdited: field.form.setOpinion(field.path, text)
        }
    }

    Component {
        id: textEditor

        TextFieldEditor {
            fixText: field.fixLabel
            hint: field.hint
            label: field.label
            mandatory: field.required
            message: field.message
            opinion: field.opinion
            readOnly: !field.editable
            severity: field.tone
            value: field.value
        }
    }

    Component {
        id: longEditor

        LongTextEditor {
            fixText: field.fixLabel
            hint: field.hint
            label: field.label
            mandatory: field.required
            message: field.message
            opinion: field.opinion
            readOnly: !field.editable
            severity: field.tone
            value: field.value
        }
    }

    Component {
        id: moneyEditor

        MoneyEditor {
            fixText: field.fixLabel
            hint: field.hint
            label: field.label
            mandatory: field.required
            message: field.message
            opinion: field.opinion
            readOnly: !field.editable
            severity: field.tone
            unit: field.unitText
            value: field.value
        }
    }

    Component {
        id: percentEditor

        PercentEditor {
            fixText: field.fixLabel
            hint: field.hint
            label: field.label
            mandatory: field.required
            message: field.message
            opinion: field.opinion
            readOnly: !field.editable
            severity: field.tone
            value: field.value
        }
    }

    Component {
        id: enumEditor

        EnumEditor {
            fixText: field.fixLabel
            hint: field.hint
            label: field.label
            mandatory: field.required
            message: field.message
            opinion: field.opinion
            options: field.options
            readOnly: !field.editable
            severity: field.tone
            value: field.value
        }
    }

    Component {
        id: valueEditor

        ValueEditor {
            echo: field.echo
            fixText: field.fixLabel
            hint: field.hint
            label: field.label
            mandatory: field.required
            message: field.message
            opinion: field.opinion
            readOnly: !field.editable
            severity: field.tone
            value: field.value
        }
    }
}
