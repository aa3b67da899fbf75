pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.Theme

// Search while typing: `query` follows the words on the screen, unfinished Chinese input too; Escape clears it.
JTextField {
    id: search

    readonly property string query: displayText

    leadingIcon: "search"
    placeholderText: qsTr("搜索")
    rightPadding: clearButton.visible ? clearButton.width + Theme.space1 : Theme.space3

    Accessible.searchEdit: true
    Keys.onEscapePressed: event => {
        event.accepted = search.displayText !== "";
        search.clear();
    }

    JIconButton {
        id: clearButton

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        focusPolicy: Qt.NoFocus
        iconName: "close"
        implicitHeight: Math.min(search.height, Theme.controlHeight)
        name: qsTr("清除搜索")
        visible: search.displayText !== ""

        onClicked: {
            search.clear();
            search.forceActiveFocus();
        }
    }
}
