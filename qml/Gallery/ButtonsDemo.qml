pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Jixiao.Theme
import Jixiao.Controls

ColumnLayout {
    id: demo

    signal dialogWanted
    signal toastWanted

    function openPopup(): void {
        menu.open();
    }

    spacing: Theme.space4

    JCard {
        Layout.fillWidth: true

        contentItem: ColumnLayout {
            spacing: Theme.space4

            JSection {
                Layout.fillWidth: true
                subtitle: qsTr("每页只有一个主要操作")
                title: qsTr("按钮")
            }

            Flow {
                Layout.fillWidth: true
                spacing: Theme.space2

                JButton {
                    iconName: "send"
                    kind: JButton.Primary
                    text: qsTr("提交审核")
                }

                JButton {
                    iconName: "print"
                    text: qsTr("打印预览")
                }

                JButton {
                    kind: JButton.Ghost
                    text: qsTr("查看历史")
                }

                JButton {
                    iconName: "remove"
                    kind: JButton.Danger
                    text: qsTr("清空本机数据")

                    onClicked: demo.dialogWanted()
                }

                JButton {
                    busy: true
                    kind: JButton.Primary
                    text: qsTr("正在签名")
                }

                JButton {
                    text: qsTr("显示提示条")

                    onClicked: demo.toastWanted()
                }
            }

            Flow {
                Layout.fillWidth: true
                spacing: Theme.space2

                JButton {
                    enabled: false
                    iconName: "send"
                    kind: JButton.Primary
                    text: qsTr("提交审核")
                }

                JButton {
                    enabled: false
                    text: qsTr("打印预览")
                }

                JButton {
                    enabled: false
                    kind: JButton.Ghost
                    text: qsTr("查看历史")
                }

                JButton {
                    enabled: false
                    kind: JButton.Danger
                    text: qsTr("删除")
                }

                JButton {
                    id: focused

                    text: qsTr("键盘焦点")

                    Component.onCompleted: forceActiveFocus(Qt.TabFocusReason)
                }
            }
        }
    }

    JCard {
        Layout.fillWidth: true

        contentItem: ColumnLayout {
            spacing: Theme.space4

            JSection {
                Layout.fillWidth: true
                title: qsTr("图标按钮与菜单")
            }

            Flow {
                Layout.fillWidth: true
                spacing: Theme.space1

                JIconButton {
                    iconName: "undo"
                    keys: "Ctrl+Z"
                    name: qsTr("撤销")
                }

                JIconButton {
                    enabled: false
                    iconName: "redo"
                    name: qsTr("重做")
                }

                JIconButton {
                    checkable: true
                    checked: true
                    iconName: "panel"
                    name: qsTr("审核面板")
                }

                JIconButton {
                    id: moreButton

                    iconName: "more"
                    name: qsTr("更多操作")

                    onClicked: menu.open()

                    JMenu {
                        id: menu

                        y: moreButton.height + Theme.space1

                        JMenuItem {
                            iconName: "copy"
                            keys: "Ctrl+D"
                            text: qsTr("复制一行")
                        }

                        JMenuItem {
                            enabled: false
                            iconName: "import"
                            text: qsTr("从去年带入")
                        }

                        JMenuItem {
                            danger: true
                            iconName: "remove"
                            keys: "Del"
                            text: qsTr("删除此行")
                        }
                    }
                }
            }

            Flow {
                Layout.fillWidth: true
                spacing: Theme.space6

                JKeyHint {
                    keys: "Ctrl+S"
                    text: qsTr("立即保存")
                }

                JKeyHint {
                    keys: "F8"
                    text: qsTr("下一条问题")
                }
            }
        }
    }
}
