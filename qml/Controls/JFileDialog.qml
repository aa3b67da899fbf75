import QtQuick

// Asks for a file to read or to write, or for a folder. The dialog itself is read and made when it is opened.
Item {
    id: choice

    property string title: ""
    property var nameFilters: []    // of strings
    property string defaultSuffix: ""
    property bool saving: false
    property bool folders: false

    signal chosen(string file)

    visible: false

    function open(): void {
        dialog.source = "";
        dialog.setSource(folders ? "JFolderDialogWindow.qml" : "JFileDialogWindow.qml", {
                "choice": choice
            });
    }

    Loader {
        id: dialog
    }
}
