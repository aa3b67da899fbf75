import QtQuick

// What the model tells of one indicator; the base of everything that shows one.
Item {
    required property int index
    required property string name
    required property string level
    required property string target
    required property string kind           // "number", "words", "date", "text"
    required property string typed
    required property string unitText
    required property var words             // [string]
    required property string last
    required property string lastFrom
    required property string scoreState
    required property string score
    required property string weight
    required property string grade
    required property string arithmetic
    required property string weightFrom
    required property string light
    required property string lightFrom
    required property var needs             // [string]
    required property var notes             // [string]
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
    required property bool countable
    required property int monthCount
    required property string by
    required property var files             // [evidenceItem]
}
