import QtQuick
import Jixiao.Theme

// A line icon of assets/icons in a colour. Purely visual: the control around it carries the name for screen readers.
Image {
    id: icon

    required property string name
    property color color: Theme.colors.text
    property int size: Theme.icon

    height: size
    source: name ? "image://icon/" + name + "?color=" + String(color).slice(1) : ""
    sourceSize.height: size
    sourceSize.width: size
    width: size
}
