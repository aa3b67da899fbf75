import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme
import Jixiao.Controls

// One file that stands as evidence: what it looks like, its name, when and with what it was taken. A picture opens.
Item {
    id: row

    required property var file        // evidenceItem
    required property bool removable
    readonly property int side: 56

    signal opened
    signal removed

    implicitHeight: Math.max(side, words.implicitHeight) + Theme.space2

    T.AbstractButton {
        id: tap

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: row.removable ? removeButton.left : parent.right
        anchors.top: parent.top
        focusPolicy: row.file.picture ? Qt.StrongFocus : Qt.NoFocus
        hoverEnabled: row.file.picture

        Accessible.description: row.file.details
        Accessible.name: row.file.picture ? qsTr("打开图片 %1").arg(row.file.name) : row.file.name
        Accessible.role: row.file.picture ? Accessible.Button : Accessible.StaticText
        Keys.onEnterPressed: clicked()
        Keys.onReturnPressed: clicked()
        onClicked: if (row.file.picture)
            row.opened()

        contentItem: Item {
            Rectangle {
                id: frame

                anchors.verticalCenter: parent.verticalCenter
                color: Theme.colors.sunken
                height: row.side
                radius: Theme.radius
                width: row.side

                Image {
                    anchors.centerIn: parent
                    cache: false
                    fillMode: Image.PreserveAspectFit
                    height: row.side - 4
                    source: row.file.thumbnail
                    visible: row.file.thumbnail !== ""
                    width: row.side - 4
                }

                JIcon {
                    anchors.centerIn: parent
                    color: Theme.colors.textMuted
                    name: row.file.here ? "form" : "cloud-off"
                    visible: row.file.thumbnail === ""
                }
            }

            Column {
                id: words

                anchors.left: frame.right
                anchors.leftMargin: Theme.space3
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter

                JText {
                    Accessible.ignored: true
                    elide: Text.ElideMiddle
                    font.weight: Font.Medium
                    text: row.file.name
                    width: parent.width
                    wrapMode: Text.NoWrap
                }

                JText {
                    Accessible.ignored: true
                    muted: true
                    size: Theme.fontSmall
                    text: row.file.details
                    width: parent.width
                }
            }
        }

        background: Rectangle {
            color: tap.down && row.file.picture ? Theme.colors.pressed : tap.hovered ? Theme.colors.hover : "transparent"
            radius: Theme.radius

            JFocusRing {
                gap: 0
                shown: tap.visualFocus
            }
        }
    }

    JIconButton {
        id: removeButton

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        height: 48
        iconName: "remove"
        name: qsTr("移除 %1").arg(row.file.name)
        visible: row.removable
        width: 48

        onClicked: row.removed()
    }
}
