import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// One finding: what, where, the one-tap fix where there is one, and for a warning the reason it stands.
T.ItemDelegate {
    id: row

    required property FormViewModel form
    required property FindingsFilter filter
    required property int index
    required property string rule
    required property string severity
    required property string place
    required property string message
    required property string fixLabel
    required property string answer
    required property string explanation
    required property string explainedBy
    required property int sameRule
    property bool fixable: true
    readonly property string tone: severity === "E" ? "error" : severity === "W" ? "warning" : "hint"

    signal fixRequested

    function writeExplanation(): void {
        reason.write();
    }

    bottomPadding: Theme.space3
    hoverEnabled: true
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    leftPadding: Theme.space4
    rightPadding: Theme.space4
    topPadding: Theme.space3

    Accessible.description: place
    Accessible.name: message
    Accessible.role: Accessible.ListItem
    Keys.onEnterPressed: clicked()
    Keys.onReturnPressed: clicked()

    contentItem: Column {
        spacing: Theme.space2

        RowLayout {
            spacing: Theme.space3
            width: parent.width

            JIcon {
                id: glyph

                Layout.alignment: Qt.AlignTop
                Layout.topMargin: 2
                color: Theme.severityTone(row.tone).ink
                name: row.tone
                size: Theme.iconSmall
            }

            ColumnLayout {
                Layout.fillWidth: true
                spacing: 2

                JLabel {
                    Layout.fillWidth: true
                    text: row.message
                }

                JLabel {
                    Layout.fillWidth: true
                    muted: true
                    size: Theme.fontSmall
                    text: row.place !== "" ? qsTr("%1 · %2").arg(row.place).arg(row.rule) : row.rule
                }

                JButton {
                    Layout.topMargin: Theme.space1
                    iconName: "wand"
                    text: row.fixLabel
                    visible: row.fixable && row.fixLabel !== ""

                    Accessible.name: qsTr("一键改正：%1").arg(row.fixLabel)
                    onClicked: row.fixRequested()
                }
            }
        }

        Explanation {
            id: reason

            answer: row.answer
            at: row.index
            by: row.explainedBy
            filter: row.filter
            form: row.form
            place: row.place
            rule: row.rule
            sameRule: row.sameRule
            text: row.explanation
            width: parent.width - x
            x: glyph.width + Theme.space3
        }
    }
    background: Rectangle {
        color: row.down ? Theme.colors.pressed : row.hovered ? Theme.colors.hover : "transparent"

        Rectangle {
            anchors.bottom: parent.bottom
            color: Theme.colors.hairline
            height: 1
            width: parent.width
        }

        JFocusRing {
            gap: -4
            shown: row.visualFocus || row.activeFocus && !Theme.touch
        }
    }
}
