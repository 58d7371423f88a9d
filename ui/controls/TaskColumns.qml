// SPDX-License-Identifier: MIT
import QtQuick

// Where the columns of a task list are, for a row of the given width.
QtObject {
    id: root

    required property real width

    property bool urgent: false // the note has room even in a narrow row

    readonly property bool wide: root.width >= Theme.wideRow
    readonly property int gap: Theme.spacing
    readonly property real fixed: Theme.stateColumn + Theme.elapsedColumn + Theme.percentColumn
        + Theme.headerHeight + root.gap * 4
        + (root.wide ? Theme.progressColumn + root.gap * 2 : 0)
    readonly property real name: (root.width - root.fixed) * (root.wide || root.urgent ? Theme.nameShare : 1)
}
