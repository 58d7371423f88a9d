// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

// A scroll bar that takes no room from what it scrolls.
T.ScrollBar {
    id: root

    implicitWidth: Theme.scrollBarWidth
    implicitHeight: Theme.scrollBarWidth
    padding: Theme.focusWidth
    minimumSize: Theme.scrollBarWidth * 3 / Math.max(1, root.orientation === Qt.Vertical ? root.height : root.width)
    visible: root.policy !== T.ScrollBar.AlwaysOff && root.size < 1

    contentItem: Rectangle {
        implicitWidth: Theme.scrollBarWidth - root.padding * 2
        implicitHeight: Theme.scrollBarWidth - root.padding * 2
        radius: width < height ? width / 2 : height / 2
        color: root.pressed ? Theme.subtle : Theme.faint
        opacity: root.pressed || root.hovered ? 1 : Theme.half
    }
}
