pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jixiao.App
import Jixiao.Theme
import Jixiao.Controls

// How good the form is by the four properties: one line, and how it is made up when it is unfolded.
Item {
    id: head

    required property QualityModel quality
    property bool unfolded: false
    property real room: Infinity        // for what unfolds; more than that is scrolled
    readonly property Tone tone: Theme.severityTone(quality.gradeRank <= 1 ? "ok" : quality.gradeRank === 2 ? "warning" : "error")

    implicitHeight: line.implicitHeight + (unfolded ? view.height + Theme.space3 : 0)

    T.AbstractButton {
        id: line

        function press(): void {
            head.unfolded = !head.unfolded;
        }

        hoverEnabled: true
        implicitHeight: Math.max(Theme.rowHeight, implicitContentHeight + Theme.space2)
        leftPadding: Theme.space4
        rightPadding: Theme.space4
        width: parent.width

        Accessible.description: head.unfolded ? qsTr("收起构成") : qsTr("展开构成")
        Accessible.name: qsTr("填报质量 %1 分，%2").arg(head.quality.total).arg(head.quality.grade)
        Accessible.role: Accessible.Button
        Keys.onEnterPressed: press()
        Keys.onReturnPressed: press()
        onClicked: press()

        contentItem: RowLayout {
            spacing: Theme.space2

            Rectangle {
                color: head.tone.soft
                implicitHeight: grade.implicitHeight
                implicitWidth: grade.implicitWidth + Theme.space3
                radius: Theme.radius

                JLabel {
                    id: grade

                    anchors.centerIn: parent
                    color: head.tone.ink
                    font.weight: Font.DemiBold
                    text: head.quality.grade
                    wrapMode: Text.NoWrap
                }
            }

            JLabel {
                font.weight: Font.DemiBold
                size: Theme.fontTitle
                text: head.quality.total
                wrapMode: Text.NoWrap
            }

            JLabel {
                Layout.fillWidth: true
                elide: Text.ElideRight
                maximumLineCount: 1
                muted: true
                size: Theme.fontSmall
                text: qsTr("/ %1 分").arg(head.quality.full)
                wrapMode: Text.NoWrap
            }

            Row {
                spacing: 3
                visible: !head.unfolded

                Repeater {
                    model: head.quality

                    QualityBar {
                        required property double share

                        height: 6
                        points: share
                        width: 24
                    }
                }
            }

            JIcon {
                color: Theme.colors.textMuted
                name: head.unfolded ? "chevron-up" : "chevron-down"
                size: Theme.iconSmall
            }
        }

        background: Rectangle {
            color: line.down ? Theme.colors.pressed : line.hovered ? Theme.colors.hover : "transparent"

            JFocusRing {
                gap: -4
                shown: line.visualFocus
            }
        }
    }

    Flickable {
        id: view

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: line.bottom
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: parts.implicitHeight
        contentWidth: width
        height: Math.min(parts.implicitHeight, head.room)
        visible: head.unfolded

        T.ScrollBar.vertical: JScrollBar {
        }

        Column {
            id: parts

            spacing: Theme.space3
            width: view.width - 2 * Theme.space4
            x: Theme.space4

            Repeater {
                model: head.quality

                Column {
                    id: part

                    required property string property
                    required property string points
                    required property string full
                    required property double share
                    required property string explained

                    spacing: 2
                    width: parts.width

                    Accessible.description: explained
                    Accessible.name: qsTr("%1 %2 / %3").arg(property).arg(points).arg(full)
                    Accessible.role: Accessible.StaticText

                    Item {
                        implicitHeight: name.implicitHeight
                        width: parent.width

                        JLabel {
                            id: name

                            font.weight: Font.Medium
                            text: part.property
                        }

                        JLabel {
                            anchors.right: parent.right
                            muted: true
                            text: qsTr("%1 / %2").arg(part.points).arg(part.full)
                            wrapMode: Text.NoWrap
                        }
                    }

                    QualityBar {
                        height: 6
                        points: part.share
                        width: parent.width
                    }

                    JLabel {
                        muted: true
                        size: Theme.fontSmall
                        text: part.explained
                        width: parent.width
                    }
                }
            }
        }
    }
}
