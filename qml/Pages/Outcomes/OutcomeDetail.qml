pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.App
import Jixiao.Theme

// What unfolds below an indicator: its arithmetic, counting one by one where that fits, and its words.
Column {
    id: detail

    required property OutcomeViewModel outcome
    required property int row
    required property var model
    property bool tallied: true     // shown elsewhere otherwise

    spacing: Theme.space3

    ScoreExplain {
        arithmetic: detail.model.arithmetic
        by: detail.model.by
        last: detail.tallied && detail.model.last ? qsTr("%1（%2）").arg(detail.model.last).arg(detail.model.lastFrom) : ""
        lightFrom: detail.model.lightFrom
        needs: detail.model.needs
        notes: detail.model.notes
        weightFrom: detail.model.weightFrom
        width: detail.width
    }

    OutcomeTally {
        count: detail.model.monthCount
        month: detail.outcome.tallyLabel
        usable: detail.outcome.editable
        visible: detail.tallied && detail.model.countable

        onStepped: step => detail.outcome.tally(detail.row, step)
    }

    OutcomeWords {
        asksReason: detail.model.asksReason
        deviationClass: detail.model.deviationClass
        evidence: detail.model.evidence
        givenScore: detail.model.givenScore
        notApplicable: detail.model.notApplicable
        note: detail.model.note
        outcome: detail.outcome
        over: detail.model.over
        reason: detail.model.reason
        row: detail.row
        sampleSize: detail.model.sampleSize
        scoreState: detail.model.scoreState
        survey: detail.model.survey
        surveyDate: detail.model.surveyDate
        targetTooLow: detail.model.targetTooLow
        width: detail.width
    }

    Item {
        height: 1
        width: 1
    }
}
