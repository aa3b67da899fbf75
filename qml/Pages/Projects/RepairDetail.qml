pragma ComponentBehavior: Bound
import QtQuick
import Jixiao.Theme
import Jixiao.Controls

// A repair closely: the rows as they stood in the file, and beside them what became of them.
Grid {
    id: detail

    required property var rows      // of the file: lists of cells
    required property var result    // list of {label, text}
    required property bool debris   // something an office program left behind, not part of the form
    readonly property bool wide: width > 440 * Theme.scale
    readonly property real part: wide ? Math.floor((width - columnSpacing) / 2) : width

    columnSpacing: Theme.space4
    columns: wide ? 2 : 1
    rowSpacing: Theme.space3

    Column {
        spacing: Theme.space1
        width: detail.part

        JText {
            font.weight: Font.Medium
            muted: true
            size: Theme.fontSmall
            text: qsTr("文件中的原文")
        }

        Repeater {
            model: detail.rows

            Flow {
                id: line

                required property var modelData

                spacing: -1
                width: parent ? parent.width : 0

                Repeater {
                    model: line.modelData

                    Rectangle {
                        id: cell

                        required property string modelData

                        border.color: Theme.colors.outline
                        color: Theme.colors.sunken
                        height: words.implicitHeight + 2 * Theme.space1
                        width: Math.min(line.width, Math.max(28, Math.ceil(oneLine.implicitWidth) + 2 * Theme.space2))

                        JText {
                            id: oneLine

                            size: Theme.fontSmall
                            text: cell.modelData
                            visible: false
                            wrapMode: Text.NoWrap
                        }

                        JText {
                            id: words

                            size: Theme.fontSmall
                            text: cell.modelData
                            width: cell.width - 2 * Theme.space2
                            x: Theme.space2
                            y: Theme.space1
                        }
                    }
                }
            }
        }

        JText {
            muted: true
            size: Theme.fontSmall
            text: qsTr("这条提示说的是整个文件，没有对应的行。")
            visible: detail.rows.length === 0
            width: parent.width
        }
    }

    Column {
        spacing: Theme.space1
        width: detail.part

        JText {
            font.weight: Font.Medium
            muted: true
            size: Theme.fontSmall
            text: qsTr("导入后")
        }

        Repeater {
            model: detail.result

            Column {
                id: entry

                required property var modelData

                width: parent ? parent.width : 0

                JText {
                    muted: true
                    size: Theme.fontSmall
                    text: entry.modelData.label
                    width: parent.width
                }

                JText {
                    text: entry.modelData.text
                    width: parent.width
                }
            }
        }

        JText {
            muted: true
            size: Theme.fontSmall
            text: detail.debris ? qsTr("办公软件留下的标记，不是表里的内容，已去掉。") : qsTr("没有存入任何栏目。需要的话，导入后请手工填写。")
            visible: detail.result.length === 0
            width: parent.width
        }
    }
}
