import QtQuick

// An amount of money. The unit is that of the form and stands in the label, never guessed; digits are all of one width,
// so sums line up.
NumberEditor {
}
