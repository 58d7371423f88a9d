// SPDX-License-Identifier: MIT
import QtQuick

// The ring around what has the keyboard.
Rectangle {
    id: root

    property bool shown: false

    anchors.fill: parent
    visible: root.shown
    color: "transparent"
    radius: Theme.radius
    border.width: Theme.focusWidth
    border.color: Theme.accent
}
