// SPDX-License-Identifier: MIT
import QtQuick

// Asks a task to end. A second request is possible: the first may have been refused.
IconButton {
    id: root

    required property string taskName

    property bool cancelling: false

    signal cancelRequested()

    objectName: "cancelButton"
    iconName: "close"
    hoverInk: Theme.danger
    focusPolicy: Qt.NoFocus // the row has the keyboard; Delete does the same
    text: root.sentence(root.cancelling ? qsTr("Ask %1 again to end") : qsTr("Cancel %1"))

    onClicked: root.cancelRequested()

    // Not arg(): a task may be called "%1", and replace() would read "$&".
    function sentence(pattern: string): string {
        return pattern.split("%1").join(root.taskName);
    }
}
