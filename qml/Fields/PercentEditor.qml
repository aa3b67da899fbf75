import QtQuick

// A share in per cent; the sign stands in the box, the value is the bare number.
NumberEditor {
    suffix: "%"
}
