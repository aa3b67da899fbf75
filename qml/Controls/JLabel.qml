import QtQuick
import Jixiao.Theme

// Words inside a control that says them to screen readers itself. `size` is one of the type scale; the line height
// follows it.
Text {
    property int size: Theme.fontBody
    property bool muted: false

    color: !enabled ? Theme.colors.textDisabled : (muted ? Theme.colors.textMuted : Theme.colors.text)
    font.pixelSize: size
    lineHeight: Theme.line(size)
    lineHeightMode: Text.FixedHeight
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    wrapMode: Text.Wrap
}
