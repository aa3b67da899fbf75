pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// Appearance, security, about.
Flickable {
    id: page

    required property SettingsViewModel settings
    required property SessionViewModel session
    required property PeopleViewModel people
    required property BackupViewModel backups
    required property RestoreViewModel restore
    required property string version
    readonly property var modes: ["system", "light", "dark"]
    readonly property var languages: ["zh_CN", "en"]
    readonly property var scales: [1.0, 1.25, 1.5, 2.0]
    readonly property var minutes: [1, 5, 10, 30]

    boundsBehavior: Flickable.StopAtBounds
    contentHeight: column.implicitHeight + 2 * Theme.space6
    contentWidth: width

    T.ScrollBar.vertical: JScrollBar {
    }

    JReveal {
        view: page
    }

    ColumnLayout {
        id: column

        readonly property int gutter: Theme.compact ? Theme.space4 : Theme.space6

        spacing: Theme.space5
        width: Math.min(page.width - 2 * gutter, 760)
        x: Math.max(gutter, (page.width - width) / 2)
        y: Theme.space6

        JText {
            font.weight: Font.DemiBold
            size: Theme.fontHeading
            text: qsTr("设置")

            Accessible.role: Accessible.Heading
        }

        JSection {
            Layout.fillWidth: true
            title: qsTr("外观")
        }

        JCard {
            Layout.fillWidth: true

            contentItem: ColumnLayout {
                spacing: Theme.space5

                SettingRow {
                    Layout.fillWidth: true
                    title: qsTr("明暗")

                    JSegmented {
                        Layout.fillWidth: Theme.compact
                        currentIndex: page.modes.indexOf(page.settings.themeMode)
                        name: qsTr("明暗")
                        options: [qsTr("跟随系统"), qsTr("浅色"), qsTr("深色")]

                        onChosen: index => page.settings.themeMode = page.modes[index]
                    }
                }

                SettingRow {
                    Layout.fillWidth: true
                    title: qsTr("文字大小")

                    JSegmented {
                        Layout.fillWidth: Theme.compact
                        currentIndex: page.scales.indexOf(page.settings.textScale)
                        name: qsTr("文字大小")
                        options: ["100%", "125%", "150%", "200%"]

                        onChosen: index => page.settings.textScale = page.scales[index]
                    }
                }

                SettingRow {
                    Layout.fillWidth: true
                    title: qsTr("语言")

                    JSegmented {
                        Layout.fillWidth: Theme.compact
                        currentIndex: page.languages.indexOf(page.settings.language)
                        name: qsTr("语言")
                        options: ["中文", "English"]

                        onChosen: index => page.settings.language = page.languages[index]
                    }
                }

                JSwitch {
                    Layout.fillWidth: true
                    checked: page.settings.highContrast
                    text: qsTr("高对比度")

                    onToggled: page.settings.highContrast = checked
                }

                JSwitch {
                    Layout.fillWidth: true
                    checked: page.settings.touch
                    text: qsTr("触控模式（更大的按钮）")

                    onToggled: page.settings.touch = checked
                }

                JSwitch {
                    Layout.fillWidth: true
                    checked: page.settings.reducedMotion
                    text: qsTr("减少动画")

                    onToggled: page.settings.reducedMotion = checked
                }
            }
        }

        JSection {
            Layout.fillWidth: true
            title: qsTr("安全")
        }

        JCard {
            Layout.fillWidth: true

            contentItem: ColumnLayout {
                spacing: Theme.space5

                SettingRow {
                    Layout.fillWidth: true
                    help: qsTr("锁定前会先保存正在填写的内容。")
                    title: qsTr("无操作自动锁定")

                    JSegmented {
                        Layout.fillWidth: Theme.compact
                        currentIndex: page.minutes.indexOf(page.settings.autoLockMinutes)
                        name: qsTr("自动锁定")
                        options: page.minutes.map(value => qsTr("%1 分钟").arg(value))

                        onChosen: index => page.settings.autoLockMinutes = page.minutes[index]
                    }
                }

                SettingRow {
                    Layout.fillWidth: true
                    help: qsTr("关闭数据并清除内存中的密钥。")
                    title: qsTr("立即锁定")

                    JButton {
                        iconName: "lock"
                        text: qsTr("锁定")

                        onClicked: page.session.lock()
                    }
                }

                PassphraseChange {
                    Layout.fillWidth: true
                    settings: page.settings
                }

                PeopleTable {
                    Layout.fillWidth: true
                    people: page.people
                }

                BackupRow {
                    Layout.fillWidth: true
                    backups: page.backups
                    restore: page.restore
                }
            }
        }

        JSection {
            Layout.fillWidth: true
            title: qsTr("关于")
        }

        JCard {
            Layout.fillWidth: true

            contentItem: ColumnLayout {
                spacing: Theme.space3

                JText {
                    Layout.fillWidth: true
                    text: qsTr("绩效申报 %1").arg(page.version)
                }

                JText {
                    Layout.fillWidth: true
                    muted: true
                    size: Theme.fontSmall
                    text: qsTr("数据文件夹：%1").arg(page.settings.dataFolder)
                }

                JText {
                    Layout.fillWidth: true
                    muted: true
                    size: Theme.fontSmall
                    text: page.settings.rulesInstalled ? qsTr("审核规则 %1，由管理员发布").arg(page.settings.rulesVersion) : qsTr("审核规则 %1，随程序提供").arg(page.settings.rulesVersion)
                }

                JText {
                    Layout.fillWidth: true
                    color: Theme.severityTone("warning").ink
                    size: Theme.fontSmall
                    text: qsTr("%1%2%3").arg(page.settings.rulesRefused.what).arg(page.settings.rulesRefused.safe).arg(page.settings.rulesRefused.next)
                    visible: page.settings.rulesRefused.isSet
                }

                JButton {
                    kind: JButton.Ghost
                    text: notices.visible ? qsTr("收起许可与声明") : qsTr("许可与声明")

                    onClicked: notices.visible = !notices.visible
                }

                JText {
                    id: notices

                    Layout.fillWidth: true
                    muted: true
                    size: Theme.fontSmall
                    text: visible ? page.settings.licences : ""
                    visible: false
                }
            }
        }
    }
}
