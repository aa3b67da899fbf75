pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls
import Jixiao.Fields

// The linter of Qt 6.4 does not know the functions of a list.
// qmllint disable type

// The two amounts of a period, and what their ratio is worth.
Column {
    id: funds

    required property OutcomeViewModel outcome
    readonly property bool two: width > 440 * Theme.scale
    readonly property real half: two ? (width - Theme.space3) / 2 : width

    spacing: Theme.space2

    Flow {
        spacing: Theme.space3
        width: funds.width

        NumberEditor {
            label: qsTr("全年预算数")
            message: funds.outcome.fundsProblem
            placeholder: funds.outcome.budgetHint
            readOnly: !funds.outcome.editable
            severity: "error"
            suffix: funds.outcome.moneyUnit
            value: funds.outcome.budget
            width: funds.half

            onCommitted: funds.outcome.saveNow()
            onEdited: text => funds.outcome.setFunds("budget", text)
        }

        NumberEditor {
            label: qsTr("执行数")
            readOnly: !funds.outcome.editable
            suffix: funds.outcome.moneyUnit
            value: funds.outcome.executed
            width: funds.half

            onCommitted: funds.outcome.saveNow()
            onEdited: text => funds.outcome.setFunds("executed", text)
        }
    }

    Flow {
        spacing: Theme.space2
        width: funds.width

        JText {
            font.weight: Font.Medium
            height: Math.max(implicitHeight, mark.implicitHeight)
            text: funds.outcome.rate !== "" ? qsTr("执行率 %1%").arg(funds.outcome.rate) : qsTr("执行率")
            visible: funds.outcome.scores
        }

        JText {
            height: Math.max(implicitHeight, mark.implicitHeight)
            text: qsTr("%1 / %2 分").arg(funds.outcome.executionScore || "—").arg(funds.outcome.executionWeight)
            visible: funds.outcome.scores
        }

        LightMark {
            id: mark

            light: funds.outcome.fundsLight
        }
    }

    JText {
        muted: true
        size: Theme.fontSmall
        text: funds.outcome.scores ? funds.outcome.executionFrom : funds.outcome.fundsLightFrom
        visible: text !== ""
        width: funds.width
    }

    JText {
        color: Theme.severityTone("warning").ink
        font.weight: Font.Medium
        size: Theme.fontSmall
        text: qsTr("须补充 %1").arg(funds.outcome.fundsNeeds.join(qsTr("；")))
        visible: funds.outcome.fundsNeeds.length > 0
        width: funds.width
    }

    LongTextEditor {
        label: qsTr("执行偏差的原因")
        minimumLines: 1
        readOnly: !funds.outcome.editable
        value: funds.outcome.fundsReason
        visible: value !== "" || funds.outcome.fundsLight === "red" || funds.outcome.fundsLight === "yellow" || funds.outcome.fundsNeeds.length > 0 && funds.outcome.rate !== ""
        width: funds.width

        onCommitted: funds.outcome.saveNow()
        onEdited: text => funds.outcome.setFunds("reason", text)
    }
}
