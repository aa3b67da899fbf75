import QtQuick
import QtQuick.Layouts
import Jixiao.Theme
import Jixiao.Controls

// Unbound components: a loader of Qt 6.4 cannot make bound ones.
// qmllint disable unqualified

// What surrounds every editor of a form: the label above, the message and its fix below, and the opinion at the field.
// The editor itself is the one child.
FocusScope {
    id: frame

    required property string label
    property bool mandatory: false
    property string unit: ""            // shown after the label, as in the header of a paper form
    property string hint: ""            // shown while there is no message
    property string help: ""            // the same, but only told by screen readers
    property string severity: ""        // "", "hint", "warning" or "error": of `message`
    property string message: ""
    property string fixText: ""         // the words of the one-tap fix; empty: none
    property string saveState: ""       // "", "saving" or "saved"
    property string opinion: ""         // what the reviewer said about this field
    property string opinionBy: ""
    property bool readOnly: false
    property real leastLabelHeight: 0   // so that the boxes of fields side by side stand in line
    readonly property alias labelHeight: labelRow.implicitHeight
    default property alias editor: slot.data
    // One text, so that the star and the unit stay with the last word when the label wraps.
    readonly property string caption: {
        const words = label.replace(/&/g, "&amp;").replace(/</g, "&lt;");
        const star = mandatory ? "&nbsp;<font color=\"%1\">*</font>".arg(Theme.colors.refused.ink) : "";
        const unitPart = unit ? "<font color=\"%1\" size=\"2\">%2</font>".arg(Theme.colors.textMuted).arg(qsTr("（%1）").arg(unit)) : "";
        return words + star + unitPart;
    }
    readonly property string spokenName: {
        const unitPart = unit ? qsTr("%1（%2）").arg(label).arg(unit) : label;
        return mandatory ? qsTr("%1，必填").arg(unitPart) : unitPart;
    }
    readonly property string spokenHelp: message || hint || help

    signal fixRequested

    implicitHeight: column.implicitHeight
    implicitWidth: 280

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.space1

        Item {
            id: labelRow

            Layout.fillWidth: true
            Layout.minimumHeight: frame.leastLabelHeight
            implicitHeight: labelText.implicitHeight

            JLabel {
                id: labelText

                anchors.bottom: parent.bottom
                font.weight: Font.Medium
                text: frame.caption
                textFormat: Text.StyledText
                width: parent.width - (tick.visible ? tick.implicitWidth + Theme.space1 : 0)
            }

            Loader {
                id: tick

                active: frame.saveState !== ""
                anchors.bottom: parent.bottom
                anchors.right: parent.right
                sourceComponent: SaveTick {
                    phase: frame.saveState
                }
                visible: active
            }
        }

        Item {
            id: slot

            Layout.fillWidth: true
            implicitHeight: childrenRect.height
        }

        FieldMessage {
            Layout.fillWidth: true
            fixText: frame.fixText
            severity: frame.message ? frame.severity : ""
            text: frame.message || frame.hint
            visible: text !== ""

            onFixRequested: frame.fixRequested()
        }

        Loader {
            Layout.fillWidth: true
            active: frame.opinion !== ""
            sourceComponent: OpinionBubble {
                by: frame.opinionBy
                text: frame.opinion
            }
            visible: active
        }
    }
}
