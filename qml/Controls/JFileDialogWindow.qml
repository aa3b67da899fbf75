import QtQuick
import QtQuick.Dialogs

// The system's dialog behind JFileDialog; opens as soon as it is made.
FileDialog {
    required property JFileDialog choice

    // The ending of the kind of file that is chosen, where that is one.
    defaultSuffix: selectedNameFilter.extensions.length === 1 ? selectedNameFilter.extensions[0] : choice.defaultSuffix
    fileMode: choice.saving ? FileDialog.SaveFile : FileDialog.OpenFile
    nameFilters: choice.nameFilters
    title: choice.title

    Component.onCompleted: open()
    onAccepted: choice.chosen(String(selectedFile))
}
