pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.Theme

// A message that belongs to the page: what is the matter, and one thing to do about it.
T.Control {
    id: banner

    property string severity: "info"        // info, ok, warning, error
    property string title: ""
    property string text: ""
    property string actionText: ""
    property bool dismissible: false
    readonly property bool compact: width < 480     // the action goes under the words
    readonly property color ink: Theme.severityTone(severity).ink

    signal actionTriggered
    signal dismissed

    bottomPadding: Theme.space3
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    leftPadding: Theme.space4
    rightPadding: dismissible ? Theme.space2 : Theme.space4
    topPadding: Theme.space3

    Accessible.description: text
    Accessible.name: Theme.severityWord(severity) + "：" + (title || text)
    Accessible.role: Accessible.AlertMessage

    contentItem: GridLayout {
        columnSpacing: Theme.space3
        columns: 4
        rowSpacing: Theme.space2

        JIcon {
            Layout.alignment: banner.title || banner.compact ? Qt.AlignTop : Qt.AlignVCenter
            Layout.topMargin: banner.title ? Math.round((Theme.line(Theme.fontBody) - height) / 2) : 0
            color: banner.ink
            name: Theme.severityIcon(banner.severity)
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            JText {
                Layout.fillWidth: true
                font.weight: Font.DemiBold
                text: banner.title
                visible: banner.title !== ""
            }

            JText {
                Layout.fillWidth: true
                text: banner.text
                visible: banner.text !== ""
            }
        }

        JButton {
            Layout.column: banner.compact ? 1 : 2
            Layout.row: banner.compact ? 1 : 0
            text: banner.actionText
            visible: banner.actionText !== ""

            onClicked: banner.actionTriggered()
        }

        JIconButton {
            Layout.alignment: Qt.AlignTop
            Layout.column: 3
            Layout.row: 0
            iconName: "close"
            name: qsTr("关闭提示")
            visible: banner.dismissible

            onClicked: banner.dismissed()
        }
    }

    background: Rectangle {
        color: Theme.severityTone(banner.severity).soft
        radius: Theme.radius

        Rectangle {
            color: banner.ink
            height: parent.height - 2 * Theme.space2
            radius: 2
            width: 3
            x: 4
            y: Theme.space2
        }
    }
}
