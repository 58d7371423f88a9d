// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

// The hairline between two panes that can be dragged; easier to hit than it looks.
Hairline {
    id: root

    color: T.SplitHandle.hovered || T.SplitHandle.pressed ? Theme.accent : Theme.hairline
    containmentMask: Item {
        x: -Theme.handleGrip
        width: Theme.handleGrip * 2 + Theme.hair
        height: root.height
    }
}
