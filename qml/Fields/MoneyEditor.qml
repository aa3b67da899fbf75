import QtQuick

// An amount of money. The unit is that of the form ("万元"), never guessed; digits are all of one width, so sums line up.
NumberEditor {
    suffix: qsTr("万元")
}
