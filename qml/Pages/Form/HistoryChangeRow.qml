import QtQuick
import Jixiao.Theme
import Jixiao.Controls

// One place of the form: what it said before and after, side by side where there is room.
Item {
    id: row

    required property int index
    required property string place
    required property string kind       // value, added, removed, moved
    required property string before
    required property string after
    required property bool restorable
    property bool editable: false
    property bool sinceThen: false
    property bool first: false          // nothing stood there before
    property int gutter: 0
    readonly property real inner: width - 2 * gutter
    readonly property bool tight: inner < 300 * Theme.scale     // the button goes under the words
    readonly property bool beside: inner >= 480 * Theme.scale && both
    readonly property bool both: kind === "value" && !first
    readonly property string beforeWord: kind === "removed" ? (sinceThen ? qsTr("现在没有的一条") : qsTr("删除的一条")) : sinceThen ? qsTr("当时") : qsTr("改前")
    readonly property string afterWord: kind === "added" ? (sinceThen ? qsTr("后来增加的一条") : qsTr("增加的一条")) : sinceThen ? qsTr("现在") : qsTr("改后")

    signal restoreRequested

    implicitHeight: content.height + 2 * Theme.space3

    Accessible.description: kind === "moved" ? qsTr("换了位置") : Theme.dotted([before, after])
    Accessible.name: place
    Accessible.role: Accessible.ListItem

    Column {
        id: content

        spacing: Theme.space2
        width: row.inner
        x: row.gutter
        y: Theme.space3

        Item {
            height: !restore.visible ? label.height : row.tight ? label.height + restore.height : Math.max(label.height, restore.height)
            width: parent.width

            JLabel {
                id: label

                font.weight: Font.Medium
                text: row.place
                width: parent.width - (restore.visible && !row.tight ? restore.width + Theme.space2 : 0)
                y: row.tight ? 0 : (parent.height - height) / 2
            }

            JButton {
                id: restore

                iconName: "undo"
                kind: JButton.Ghost
                text: row.kind === "moved" ? qsTr("移回原处") : row.sinceThen ? qsTr("恢复当时的值") : qsTr("恢复改前的值")
                visible: row.restorable && row.editable
                x: parent.width - width
                y: row.tight ? label.height : (parent.height - height) / 2

                onClicked: row.restoreRequested()
            }
        }

        JLabel {
            muted: true
            text: qsTr("换了位置")
            visible: row.kind === "moved"
        }

        Grid {
            columnSpacing: Theme.space3
            columns: row.beside ? 2 : 1
            rowSpacing: Theme.space2
            visible: row.kind !== "moved"
            width: parent.width

            HistoryValue {
                caption: row.beforeWord
                fill: Theme.colors.sunken
                text: row.before
                visible: row.both || row.kind === "removed"
                width: row.beside ? (row.inner - Theme.space3) / 2 : row.inner
            }

            HistoryValue {
                caption: row.first ? "" : row.afterWord
                fill: row.first ? Theme.colors.sunken : Theme.severityTone("ok").soft
                ink: row.first ? Theme.colors.textMuted : Theme.severityTone("ok").ink
                text: row.after
                visible: row.both || row.first || row.kind === "added"
                width: row.beside ? (row.inner - Theme.space3) / 2 : row.inner
            }
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.colors.hairline
        height: 1
        width: row.inner
        x: row.gutter
    }
}
