// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// Which folder to read.
TaskForm {
    id: root

    signal checksumsRequested(string folder)

    firstField: folder
    onSubmitted: root.checksumsRequested(folder.text.trim())
    onCleared: folder.clear()

    FormField {
        id: folder
        objectName: "checksumFolder"
        label: qsTr("Folder to check")
        placeholder: qsTr("/home/me/Photos")
        hint: qsTr("Every file in it and below gets a checksum, each in a task of its own.")
        code: true
        message: root.refusal
        Layout.fillWidth: true
        onAccepted: root.accepted()
    }
}
