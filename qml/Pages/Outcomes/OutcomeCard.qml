pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme
import Jixiao.Controls

// One indicator in the narrow list: what was reached of what, and what it is worth. A tap opens it.
T.ItemDelegate {
    id: card

    required property var model
    required property int index
    readonly property string reached: model.typed ? model.typed + model.unitText : ""
    readonly property string worth: model.score ? (model.weight ? qsTr("%1 / %2 分").arg(model.score).arg(model.weight) : qsTr("%1 %2 分").arg(model.grade).arg(model.score)) : ""
    readonly property string word: {
        if (model.notApplicable !== "")
            return qsTr("不适用");
        return reached || qsTr("未填");
    }

    hoverEnabled: true
    implicitHeight: Math.max(64, body.implicitHeight + 2 * Theme.space3)

    Accessible.description: Theme.dotted([model.target, word, worth])
    Accessible.name: model.name
    Accessible.role: Accessible.ListItem
    Keys.onEnterPressed: clicked()
    Keys.onReturnPressed: clicked()

    contentItem: Item {
        Column {
            id: body

            anchors.verticalCenter: parent.verticalCenter
            spacing: 2
            width: parent.width - 2 * Theme.space4 - go.width - Theme.space2
            x: Theme.space4

            JText {
                Accessible.ignored: true
                font.weight: Font.Medium
                text: card.model.name
                width: body.width
            }

            Flow {
                spacing: Theme.space3
                width: body.width

                JText {
                    Accessible.ignored: true
                    height: Math.max(implicitHeight, mark.implicitHeight)
                    muted: true
                    size: Theme.fontSmall
                    text: qsTr("目标 %1").arg(card.model.target)
                    width: Math.min(implicitWidth, body.width)
                }

                JText {
                    Accessible.ignored: true
                    height: Math.max(implicitHeight, mark.implicitHeight)
                    color: card.reached ? Theme.colors.text : Theme.colors.textMuted
                    font.weight: card.reached ? Font.DemiBold : Font.Normal
                    size: Theme.fontSmall
                    text: card.reached ? qsTr("完成 %1").arg(card.reached) : card.word
                    width: Math.min(implicitWidth, body.width)
                }

                JText {
                    Accessible.ignored: true
                    height: Math.max(implicitHeight, mark.implicitHeight)
                    size: Theme.fontSmall
                    text: card.worth
                    visible: text !== ""
                }

                LightMark {
                    id: mark

                    light: card.model.light
                }
            }

            JText {
                Accessible.ignored: true
                color: Theme.severityTone("warning").ink
                font.weight: Font.Medium
                size: Theme.fontSmall
                text: qsTr("须补充 %1").arg(card.model.needs.join(qsTr("；")))
                visible: card.model.needs.length > 0 && card.reached !== ""
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
        color: card.down ? Theme.colors.pressed : card.hovered ? Theme.colors.hover : Theme.colors.surface

        Rectangle {
            anchors.bottom: parent.bottom
            color: Theme.colors.hairline
            height: 1
            width: parent.width
        }

        JFocusRing {
            gap: -4
            shown: card.visualFocus || card.activeFocus && !Theme.touch
        }
    }
}
