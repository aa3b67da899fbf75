pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.App
import Jixiao.Theme

// What unfolds below an indicator: its arithmetic, counting one by one where that fits, and its words.
Column {
    id: detail

    required property OutcomeViewModel outcome
    required property OutcomeItem item
    property bool tallied: true     // shown elsewhere otherwise

    spacing: Theme.space3

    ScoreExplain {
        arithmetic: detail.item.arithmetic
        by: detail.item.by
        last: detail.tallied && detail.item.last ? qsTr("%1（%2）").arg(detail.item.last).arg(detail.item.lastFrom) : ""
        lightFrom: detail.item.lightFrom
        needs: detail.item.needs
        notes: detail.item.notes
        weightFrom: detail.item.weightFrom
        width: detail.width
    }

    OutcomeTally {
        count: detail.item.monthCount
        month: detail.outcome.tallyLabel
        usable: detail.outcome.editable
        visible: detail.tallied && detail.item.countable

        onStepped: step => detail.outcome.tally(detail.item.index, step)
    }

    OutcomeWords {
        asksReason: detail.item.asksReason
        deviationClass: detail.item.deviationClass
        evidence: detail.item.evidence
        givenScore: detail.item.givenScore
        notApplicable: detail.item.notApplicable
        note: detail.item.note
        outcome: detail.outcome
        over: detail.item.over
        reason: detail.item.reason
        row: detail.item.index
        sampleSize: detail.item.sampleSize
        scoreState: detail.item.scoreState
        survey: detail.item.survey
        surveyDate: detail.item.surveyDate
        targetTooLow: detail.item.targetTooLow
        width: detail.width
    }

    OutcomeFiles {
        files: detail.item.files
        outcome: detail.outcome
        row: detail.item.index
        width: detail.width
    }

    Item {
        height: 1
        width: 1
    }
}
