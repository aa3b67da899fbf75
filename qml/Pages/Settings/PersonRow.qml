import QtQuick
import QtQuick.Layouts
import Jixiao.Theme
import Jixiao.Controls

// One way into this device: a person, or the recovery code.
RowLayout {
    id: row

    required property string slotId
    required property string label
    required property string created
    required property bool recovery
    required property bool own
    required property bool removable

    signal removeRequested
    signal renewRequested

    spacing: Theme.space3

    JIcon {
        color: Theme.colors.textMuted
        name: row.recovery ? "key" : "person"
        size: Theme.iconSmall
    }

    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0

        JText {
            Layout.fillWidth: true
            elide: Text.ElideRight
            text: row.own ? qsTr("%1（当前）").arg(row.label) : row.label
            wrapMode: Text.NoWrap
        }

        JText {
            Layout.fillWidth: true
            muted: true
            size: Theme.fontSmall
            text: qsTr("%1 起").arg(row.created)
        }
    }

    JButton {
        kind: JButton.Ghost
        text: row.recovery ? qsTr("换新") : qsTr("移除")
        visible: row.recovery || row.removable

        Accessible.name: row.recovery ? qsTr("换一个新的恢复码") : qsTr("移除 %1").arg(row.label)
        onClicked: row.recovery ? row.renewRequested() : row.removeRequested()
    }
}
