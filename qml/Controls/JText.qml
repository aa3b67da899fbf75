import QtQuick
import Jixiao.Theme

// Words on a page. `size` is one of the type scale; the line height follows it.
Text {
    id: text

    property int size: Theme.fontBody
    property bool muted: false

    color: !enabled ? Theme.colors.textDisabled : (muted ? Theme.colors.textMuted : Theme.colors.text)
    font.pixelSize: size
    lineHeight: Theme.line(size)
    lineHeightMode: Text.FixedHeight
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    wrapMode: Text.Wrap

    Accessible.ignored: !visible
    Accessible.name: text.text
    Accessible.role: Accessible.StaticText
}
