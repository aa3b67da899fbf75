import QtQuick
import QtQuick.Dialogs

// The system's dialog for folders behind JFileDialog; opens as soon as it is made.
FolderDialog {
    required property JFileDialog choice

    title: choice.title

    Component.onCompleted: open()
    onAccepted: choice.chosen(String(selectedFolder))
}
