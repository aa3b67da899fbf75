pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls
import Jixiao.Fields

// The linter of Qt 6.4 does not know the functions of a list.
// qmllint disable type

// What a figure alone does not say: why it deviates, what proves it, that it does not apply. Only what is asked for is
// open; the rest is one tap away.
Column {
    id: box

    required property OutcomeViewModel outcome
    required property int row
    required property bool asksReason
    required property string reason
    required property string deviationClass
    required property string note
    required property string evidence
    required property string notApplicable
    required property string givenScore
    required property bool targetTooLow
    required property bool over
    required property bool survey
    required property string sampleSize
    required property string surveyDate
    required property string scoreState
    property bool more: false
    readonly property bool usable: outcome.editable
    readonly property bool decided: scoreState === "undecided" || givenScore !== ""
    readonly property bool two: width > 520 * Theme.scale
    readonly property real half: two ? (width - Theme.space4) / 2 : width

    spacing: Theme.space3

    Column {
        spacing: Theme.space3
        visible: box.asksReason
        width: box.width

        EnumEditor {
            label: qsTr("偏差类别")
            options: box.outcome.deviationClasses.map(word => ({
                            "value": word,
                            "text": word
                        }))
            readOnly: !box.usable
            value: box.deviationClass
            width: box.half

            onCommitted: text => box.outcome.set(box.row, "deviationClass", text)
        }

        LongTextEditor {
            label: qsTr("偏差原因和改进措施")
            minimumLines: 2
            readOnly: !box.usable
            value: box.reason
            width: box.width

            onCommitted: box.outcome.saveNow()
            onEdited: text => box.outcome.set(box.row, "reason", text)
        }
    }

    JCheckBox {
        checked: box.targetTooLow
        enabled: box.usable
        text: qsTr("确认指标值定低了，按规定扣分")
        visible: box.over || box.targetTooLow
        width: box.width

        onToggled: box.outcome.set(box.row, "targetTooLow", checked ? "1" : "")
    }

    Flow {
        spacing: Theme.space4
        visible: box.survey
        width: box.width

        TextFieldEditor {
            inputHints: Qt.ImhDigitsOnly
            label: qsTr("样本数")
            readOnly: !box.usable
            value: box.sampleSize
            width: box.half

            onCommitted: box.outcome.saveNow()
            onEdited: text => box.outcome.set(box.row, "sampleSize", text)
        }

        TextFieldEditor {
            label: qsTr("调查日期")
            placeholder: qsTr("如 2025-10-31")
            readOnly: !box.usable
            value: box.surveyDate
            width: box.half

            onCommitted: box.outcome.saveNow()
            onEdited: text => box.outcome.set(box.row, "surveyDate", text)
        }
    }

    TextFieldEditor {
        label: qsTr("由人评定的得分")
        readOnly: !box.usable
        value: box.givenScore
        visible: box.decided
        width: box.half

        onCommitted: box.outcome.saveNow()
        onEdited: text => box.outcome.set(box.row, "givenScore", text)
    }

    LongTextEditor {
        label: box.survey ? qsTr("调查问卷和依据") : qsTr("依据")
        minimumLines: 1
        readOnly: !box.usable
        value: box.evidence
        visible: box.more || box.survey || box.decided || box.evidence !== ""
        width: box.width

        onCommitted: box.outcome.saveNow()
        onEdited: text => box.outcome.set(box.row, "evidence", text)
    }

    LongTextEditor {
        label: qsTr("备注")
        minimumLines: 1
        readOnly: !box.usable
        value: box.note
        visible: box.more || box.note !== ""
        width: box.width

        onCommitted: box.outcome.saveNow()
        onEdited: text => box.outcome.set(box.row, "note", text)
    }

    LongTextEditor {
        hint: qsTr("写明原因后这一项不计分，分值分给同级的其他指标。")
        label: qsTr("不适用的原因")
        minimumLines: 1
        readOnly: !box.usable
        value: box.notApplicable
        visible: box.more || box.notApplicable !== ""
        width: box.width

        onCommitted: box.outcome.saveNow()
        onEdited: text => box.outcome.set(box.row, "notApplicable", text)
    }

    JButton {
        iconName: "comment"
        kind: JButton.Ghost
        text: qsTr("备注、依据或不适用")
        visible: !box.more && box.usable

        onClicked: box.more = true
    }
}
