pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jixiao.Theme
import Jixiao.Controls

// Digits, point, sign and clear as large keys. `pressed` carries one sign: a digit, ".", "-" (turns the sign), "B" (takes
// the last sign back), "C" (clears).
Flow {
    id: pad

    property bool usable: true
    property real keyHeight: 56
    readonly property real keyWidth: Math.floor((width - 3 * spacing) / 4)
    readonly property var keys: ["7", "8", "9", "B", "4", "5", "6", "C", "1", "2", "3", "-", "0", ".", "N"]

    signal keyPressed(string key)
    signal nextRequested

    function word(key: string): string {
        switch (key) {
        case "B":
            return qsTr("退格");
        case "C":
            return qsTr("清除");
        case "-":
            return qsTr("正负号");
        case ".":
            return qsTr("小数点");
        case "N":
            return qsTr("下一项");
        default:
            return key;
        }
    }

    spacing: Theme.space2

    Accessible.name: qsTr("数字键盘")
    Accessible.role: Accessible.Grouping

    Repeater {
        model: pad.keys

        T.AbstractButton {
            id: key

            required property string modelData
            readonly property bool isNext: modelData === "N"
            readonly property color ink: isNext ? Theme.colors.textOnPrimary : Theme.colors.text

            enabled: pad.usable || isNext
            focusPolicy: Qt.TabFocus
            height: Math.max(48, pad.keyHeight)
            hoverEnabled: true
            width: isNext ? 2 * pad.keyWidth + pad.spacing : pad.keyWidth

            Accessible.name: pad.word(modelData)
            Accessible.role: Accessible.Button
            Keys.onEnterPressed: clicked()
            Keys.onReturnPressed: clicked()
            onClicked: {
                if (isNext)
                    pad.nextRequested();
                else
                    pad.keyPressed(modelData);
            }

            contentItem: Item {
                JIcon {
                    anchors.centerIn: parent
                    color: key.enabled ? key.ink : Theme.colors.textDisabled
                    name: "arrow-left"
                    visible: key.modelData === "B"
                }

                JLabel {
                    anchors.centerIn: parent
                    color: key.enabled ? key.ink : Theme.colors.textDisabled
                    font.weight: Font.Medium
                    size: key.isNext || key.modelData === "C" ? Theme.fontTitle : Theme.fontHeading
                    text: key.modelData === "-" ? "±" : key.modelData === "C" || key.isNext ? pad.word(key.modelData) : key.modelData
                    visible: key.modelData !== "B"
                    wrapMode: Text.NoWrap
                }
            }

            background: Rectangle {
                border.color: Theme.colors.hairline
                border.width: key.isNext ? 0 : 1
                color: {
                    if (key.isNext)
                        return key.down ? Theme.colors.primaryPressed : key.hovered ? Theme.colors.primaryHover : Theme.colors.primary;
                    return key.down ? Theme.colors.pressed : key.hovered ? Theme.colors.hover : Theme.colors.surface;
                }
                radius: Theme.radius

                JFocusRing {
                    shown: key.visualFocus
                }
            }
        }
    }
}
