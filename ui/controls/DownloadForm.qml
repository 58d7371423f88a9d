// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// What to fetch, and where to put it.
TaskForm {
    id: root

    signal downloadRequested(string url, string file)

    firstField: url
    onSubmitted: root.downloadRequested(url.text.trim(), file.text.trim())
    onCleared: {
        url.clear();
        file.clear();
    }

    FormField {
        id: url
        objectName: "downloadUrl"
        label: qsTr("Web address")
        placeholder: "https://"
        code: true
        message: root.refusal
        Layout.fillWidth: true
        onAccepted: root.accepted()
    }
    FormField {
        id: file
        objectName: "downloadFile"
        label: qsTr("Save to")
        placeholder: qsTr("A file, or a folder that keeps the name")
        code: true
        Layout.fillWidth: true
        onAccepted: root.accepted()
    }
}
