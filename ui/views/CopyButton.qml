// SPDX-License-Identifier: MIT
import QtQuick
import Taskdeck.Controls

// Copies what its owner puts; asked only when pressed, since that may be long.
PushButton {
    id: root

    text: qsTr("Copy")
    iconName: "copy"
    flat: true

    TextEdit {
        id: clipboard
        visible: false
        textFormat: TextEdit.PlainText
    }

    function put(content: string): void {
        clipboard.text = content;
        clipboard.selectAll();
        clipboard.copy();
        clipboard.clear();
    }
}
