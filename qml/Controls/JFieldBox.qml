import QtQuick
import Jixiao.Theme

// The box every editor sits in: its border shows hover, focus and severity.
Rectangle {
    id: box

    property bool active: false
    property bool editable: true
    property bool hovered: false
    property string severity: ""    // "", "hint", "warning", "error"
    property bool usable: true

    border.color: {
        if (!usable || !editable)
            return active ? Theme.colors.primary : Theme.colors.hairline;
        if (severity === "error" || severity === "warning")
            return Theme.severityTone(severity).ink;
        return active ? Theme.colors.primary : (hovered ? Theme.colors.textMuted : Theme.colors.outline);
    }
    border.width: active ? Theme.focusWidth : 1
    color: usable && editable ? Theme.colors.surface : Theme.colors.sunken
    radius: Theme.radius
}
