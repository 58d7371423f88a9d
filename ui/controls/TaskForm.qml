// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// What the forms of NewTaskDialog have in common.
ColumnLayout {
    id: root

    required property FormField firstField

    readonly property bool complete: root.firstField.text.trim().length > 0

    property string refusal: ""

    signal accepted() // Enter was pressed in a field
    signal begun()
    signal submitted()
    signal cleared()

    spacing: Theme.padding
    onBegun: root.firstField.begin()
}
