import QtQuick

// A share in percent; the sign is shown where it is not part of the text. See NumberEditor.
NumberEditor {
    suffix: readOnly && value === "" || /[%％]\s*$/.test(value) ? "" : "%"
}
