pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.Theme

// How far work has come, in words and as a bar. Without a known end (`indeterminate`) the words must say what happens.
T.ProgressBar {
    id: bar

    required property string text
    property string severity: "info"

    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    implicitWidth: 240

    Accessible.description: indeterminate ? "" : qsTr("%1%").arg(Math.round(position * 100))
    Accessible.name: text
    Accessible.role: Accessible.ProgressBar

    contentItem: ColumnLayout {
        spacing: Theme.space1

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space2

            JLabel {
                Layout.fillWidth: true
                size: Theme.fontSmall
                text: bar.text
            }

            JLabel {
                muted: true
                size: Theme.fontSmall
                text: qsTr("%1%").arg(Math.round(bar.position * 100))
                visible: !bar.indeterminate
                wrapMode: Text.NoWrap
            }
        }

        Rectangle {
            id: track

            Layout.fillWidth: true
            clip: true
            color: Theme.colors.hairline
            implicitHeight: 6
            radius: 3

            Rectangle {
                id: done

                color: Theme.severityTone(bar.severity).ink
                height: parent.height
                radius: 3
                opacity: bar.indeterminate && Theme.reducedMotion ? 0.35 : 1
                width: bar.indeterminate ? track.width * (Theme.reducedMotion ? 1 : 0.3) : Math.max(height, track.width * bar.position)

                XAnimator {
                    duration: 1200
                    from: -done.width
                    loops: Animation.Infinite
                    running: bar.indeterminate && bar.visible && !Theme.reducedMotion
                    target: done
                    to: track.width
                }
            }
        }
    }
}
