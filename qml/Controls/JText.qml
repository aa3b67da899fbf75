import QtQuick

// Words on a page, which screen readers find.
JLabel {
    id: text

    Accessible.ignored: !visible
    Accessible.name: text.text
    Accessible.role: Accessible.StaticText
}
