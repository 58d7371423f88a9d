// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

// Asks for a task to start. Stays open until its owner closes it; a refusal is shown in it.
T.Dialog {
    id: root

    readonly property list<TaskForm> forms: [command, download, checksums]
    readonly property TaskForm form: root.forms[kinds.currentIndex]

    property string refusal: "" // one sentence

    signal commandRequested(string line, bool shell, string folder)
    signal downloadRequested(string url, string file)
    signal checksumsRequested(string folder)
    signal begun() // what was refused before is of no interest any more

    objectName: "newTaskDialog"
    title: qsTr("New task")
    modal: true
    focus: true
    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(Theme.dialogWidth, parent ? parent.width - Theme.margin * 2 : Theme.dialogWidth)
    implicitHeight: implicitHeaderHeight + contentHeight + implicitFooterHeight + topPadding + bottomPadding
    padding: Theme.margin
    closePolicy: T.Popup.CloseOnEscape

    onOpened: root.begin()
    onFormChanged: root.begin()

    T.Overlay.modal: Rectangle {
        color: Theme.shade
    }
    background: Rectangle {
        radius: Theme.cardRadius
        color: Theme.raised
        border.width: Theme.hair
        border.color: Theme.outline
    }
    header: ColumnLayout {
        spacing: 0

        BodyText {
            text: root.title
            heading: true
            leftPadding: Theme.margin
            topPadding: Theme.padding
            bottomPadding: Theme.gap
            Accessible.role: Accessible.Heading
        }
        TabStrip {
            id: kinds
            objectName: "newTaskKinds"
            leftPadding: Theme.spacing
            Layout.fillWidth: true

            TabItem { objectName: "kindCommand"; text: qsTr("Command") }
            TabItem { objectName: "kindDownload"; text: qsTr("Download") }
            TabItem { objectName: "kindChecksums"; text: qsTr("Checksums of a folder") }
        }
    }
    footer: Item {
        implicitHeight: Theme.controlHeight + Theme.margin

        RowLayout {
            anchors.right: parent.right
            anchors.rightMargin: Theme.margin
            spacing: Theme.spacing

            PushButton {
                objectName: "newTaskClose"
                text: qsTr("Close")
                onClicked: root.reject()
            }
            PushButton {
                objectName: "newTaskStart"
                text: qsTr("Start")
                primary: true
                enabled: root.form.complete
                onClicked: root.submit()
            }
        }
    }

    StackLayout {
        anchors.fill: parent
        currentIndex: kinds.currentIndex

        CommandForm {
            id: command
            refusal: root.refusal
            Layout.fillHeight: false
            Layout.alignment: Qt.AlignTop
            onAccepted: root.submit()
            onCommandRequested: (line, shell, folder) => root.commandRequested(line, shell, folder)
        }
        DownloadForm {
            id: download
            refusal: root.refusal
            Layout.fillHeight: false
            Layout.alignment: Qt.AlignTop
            onAccepted: root.submit()
            onDownloadRequested: (url, file) => root.downloadRequested(url, file)
        }
        ChecksumForm {
            id: checksums
            refusal: root.refusal
            Layout.fillHeight: false
            Layout.alignment: Qt.AlignTop
            onAccepted: root.submit()
            onChecksumsRequested: folder => root.checksumsRequested(folder)
        }
    }

    function begin(): void {
        root.begun();
        if (root.opened)
            root.form.begun();
    }

    function submit(): void {
        if (root.form.complete)
            root.form.submitted();
    }

    function clear(): void {
        command.cleared();
        download.cleared();
        checksums.cleared();
    }
}
