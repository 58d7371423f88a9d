// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

// A list view as every pane uses it.
ListView {
    id: root

    clip: true
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    // 6.4 warns when a model is reset while it makes a row beyond the edge; so it makes none.
    cacheBuffer: 0
    T.ScrollBar.vertical: ThinScrollBar {}
    Accessible.role: Accessible.List
}
