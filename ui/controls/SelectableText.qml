// SPDX-License-Identifier: MIT
import QtQuick

// Text that a reader may want to take along: selectable, copied with the keyboard.
TextEdit {
    id: root

    property bool code: false

    readOnly: true
    selectByMouse: true
    activeFocusOnPress: true
    textFormat: TextEdit.PlainText
    wrapMode: TextEdit.Wrap
    color: Theme.text
    selectionColor: Theme.primary
    selectedTextColor: Theme.accentInk
    font.pixelSize: root.code ? Theme.codeSize : Theme.bodySize
    font.family: root.code ? Theme.monospace : Theme.family
    Accessible.role: Accessible.StaticText
    Accessible.name: root.text
}
