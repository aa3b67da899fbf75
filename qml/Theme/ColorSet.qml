import QtQuick

// The colours of one mode. Text on `page`, `surface`, `sunken` and `hover` keeps a contrast of 4.5:1 (7:1 in high contrast).
QtObject {
    required property color page
    required property color surface
    required property color sunken      // wells inside a card: table headers, read-only fields
    required property color hover
    required property color pressed
    required property color selected
    required property color text
    required property color textMuted
    required property color textDisabled
    required property color hairline
    required property color outline     // borders of controls, 3:1 against the surface
    required property color shadow
    required property color primary
    required property color primaryHover
    required property color primaryPressed
    required property color textOnPrimary
    required property color danger
    required property color dangerHover
    required property color textOnDanger
    required property color inverse     // toasts and tooltips
    required property color textOnInverse
    required property color actionOnInverse
    required property Tone draft
    required property Tone waiting
    required property Tone sending
    required property Tone received
    required property Tone returned
    required property Tone approved
    required property Tone conflict
    required property Tone refused
}
