// SPDX-License-Identifier: MIT
import QtQuick

// One line of what a task wrote. What came on stderr has a mark and its own colour.
Item {
    id: root

    required property int index
    required property string line
    required property bool isError

    property bool wrap: false

    implicitWidth: text.implicitWidth + Theme.padding * 2
    implicitHeight: Math.max(Theme.codeRowHeight, root.wrap ? text.implicitHeight : 0)
    Accessible.role: Accessible.ListItem
    Accessible.name: root.line

    Rectangle {
        x: Theme.gap
        width: Theme.focusWidth
        height: parent.height
        color: Theme.caution
        visible: root.isError
    }
    CodeText {
        id: text
        x: Theme.padding
        width: root.wrap ? root.width - Theme.padding * 2 : implicitWidth
        height: parent.height
        text: root.line
        color: root.isError ? Theme.caution : Theme.text
        wrapMode: root.wrap ? Text.WrapAtWordBoundaryOrAnywhere : Text.NoWrap
        Accessible.ignored: true
    }
}
