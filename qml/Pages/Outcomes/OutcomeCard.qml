pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme
import Jixiao.Controls

// One indicator in the narrow list: what was reached of what, and what it is worth. A tap opens it.
OutcomeItem {
    id: card

    readonly property string reached: typed ? typed + unitText : ""
    readonly property string worth: score ? (weight ? qsTr("%1 / %2 分").arg(score).arg(weight) : qsTr("%1 %2 分").arg(grade).arg(score)) : ""
    readonly property string word: {
        if (notApplicable !== "")
            return qsTr("不适用");
        return reached || qsTr("未填");
    }

    signal clicked

    implicitHeight: Math.max(64, body.implicitHeight + 2 * Theme.space3)

    Accessible.description: Theme.dotted([target, word, worth])
    Accessible.name: name
    Accessible.role: Accessible.ListItem
    Accessible.onPressAction: clicked()
    Keys.onEnterPressed: clicked()
    Keys.onReturnPressed: clicked()

    T.AbstractButton {
        id: tap

        anchors.fill: parent
        focusPolicy: Qt.NoFocus
        hoverEnabled: true

        Accessible.ignored: true
        onClicked: card.clicked()

        contentItem: Item {
            Column {
                id: body

                anchors.verticalCenter: parent.verticalCenter
                spacing: 2
                width: parent.width - 2 * Theme.space4 - go.width - Theme.space2
                x: Theme.space4

                JLabel {
                    font.weight: Font.Medium
                    text: card.name
                    width: body.width
                }

                Flow {
                    spacing: Theme.space3
                    width: body.width

                    JLabel {
                        height: Math.max(implicitHeight, mark.implicitHeight)
                        muted: true
                        size: Theme.fontSmall
                        text: qsTr("目标 %1").arg(card.target)
                        width: Math.min(implicitWidth, body.width)
                    }

                    JLabel {
                        height: Math.max(implicitHeight, mark.implicitHeight)
                        color: card.reached ? Theme.colors.text : Theme.colors.textMuted
                        font.weight: card.reached ? Font.DemiBold : Font.Normal
                        size: Theme.fontSmall
                        text: card.reached ? qsTr("完成 %1").arg(card.reached) : card.word
                        width: Math.min(implicitWidth, body.width)
                    }

                    JLabel {
                        height: Math.max(implicitHeight, mark.implicitHeight)
                        size: Theme.fontSmall
                        text: card.worth
                        visible: text !== ""
                    }

                    LightMark {
                        id: mark

                        light: card.light
                    }
                }

                JLabel {
                    color: Theme.severityTone("warning").ink
                    font.weight: Font.Medium
                    size: Theme.fontSmall
                    text: qsTr("须补充 %1").arg(card.needs.join(qsTr("；")))
                    visible: card.needs.length > 0 && card.reached !== ""
                    width: body.width
                }
            }

            JIcon {
                id: go

                anchors.right: parent.right
                anchors.rightMargin: Theme.space4
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.colors.textMuted
                name: "chevron-right"
                size: Theme.iconSmall
            }
        }

        background: Rectangle {
            color: tap.down ? Theme.colors.pressed : tap.hovered ? Theme.colors.hover : Theme.colors.surface

            Rectangle {
                anchors.bottom: parent.bottom
                color: Theme.colors.hairline
                height: 1
                width: parent.width
            }

            JFocusRing {
                gap: -4
                shown: card.activeFocus && !Theme.touch
            }
        }
    }
}
