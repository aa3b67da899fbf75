import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.Theme
import Jixiao.Controls

// One finding: what, where, and the one-tap fix where there is one.
T.ItemDelegate {
    id: row

    required property int index
    required property string rule
    required property string severity
    required property string place
    required property string message
    required property string fixLabel
    property bool fixable: true
    readonly property string tone: severity === "E" ? "error" : severity === "W" ? "warning" : "hint"

    signal fixRequested

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

    contentItem: RowLayout {
        spacing: Theme.space3

        JIcon {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 2
            color: Theme.severityTone(row.tone).ink
            name: row.tone
            size: Theme.iconSmall
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            JText {
                Accessible.ignored: true
                Layout.fillWidth: true
                text: row.message
            }

            JText {
                Accessible.ignored: true
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
