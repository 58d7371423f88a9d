// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// What to run, how, and where.
TaskForm {
    id: root

    signal commandRequested(string line, bool shell, string folder)

    firstField: line
    onSubmitted: root.commandRequested(line.text.trim(), shell.checked, folder.text.trim())
    onCleared: {
        line.clear();
        folder.clear();
    }

    FormField {
        id: line
        objectName: "commandLine"
        label: qsTr("Command")
        placeholder: qsTr("tar -czf photos.tar.gz Photos")
        code: true
        message: root.refusal
        Layout.fillWidth: true
        onAccepted: root.accepted()
    }
    ToggleSwitch {
        id: shell
        objectName: "commandShell"
        text: qsTr("Run in a shell: pipes, variables and wildcards work")
    }
    FormField {
        id: folder
        objectName: "commandFolder"
        label: qsTr("Folder")
        placeholder: qsTr("Your home folder")
        code: true
        Layout.fillWidth: true
        onAccepted: root.accepted()
    }
}
