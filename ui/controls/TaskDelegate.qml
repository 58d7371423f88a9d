// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

// One row of a task list. Shows what it is given and reports what was asked for;
// it knows no model and no session.
T.ItemDelegate {
    id: root

    required property int index
    required property double taskId // a counter, exact below 2^53
    required property string name
    required property int taskState // StateBadge.State
    required property string stateText
    required property string note // what it waits for, or what became of it
    required property string elapsedText
    required property double progress // 0 to 1; negative = unknown
    required property int depth
    required property bool hasChildren
    required property bool expanded
    required property bool cancellable // a second request is possible

    property bool selected: false
    property bool ringed: false // the keyboard is here
    property bool urgent: false // the note must be seen, even in a narrow row
    property color urgentColour: Theme.caution

    signal cancelRequested(double taskId)
    signal chosen(double taskId)
    signal openRequested(double taskId)
    signal foldRequested(int row, bool expanded)

    objectName: "taskRow"
    implicitHeight: Theme.rowHeight
    hoverEnabled: true
    leftPadding: Theme.padding
    rightPadding: Theme.spacing
    focusPolicy: Qt.NoFocus // the list has the keyboard
    text: root.name
    Accessible.role: Accessible.ListItem
    Accessible.name: root.name
    Accessible.description: root.note ? root.stateText + ", " + root.note : root.stateText
    Accessible.selectable: true
    Accessible.selected: root.selected
    Accessible.onPressAction: root.chosen(root.taskId)

    Keys.onDeletePressed: root.requestCancel()
    onClicked: root.chosen(root.taskId)
    onDoubleClicked: root.openRequested(root.taskId)

    contentItem: TaskCells {
        name: root.name
        taskState: root.taskState
        stateText: root.stateText
        note: root.note
        elapsedText: root.elapsedText
        progress: root.progress
        depth: root.depth
        hasChildren: root.hasChildren
        expanded: root.expanded
        cancellable: root.cancellable
        urgent: root.urgent
        urgentColour: root.urgentColour
        onCancelRequested: root.requestCancel()
        onFoldRequested: root.foldRequested(root.index, !root.expanded)
    }
    background: Rectangle {
        color: root.selected ? Theme.selection : root.hovered ? Theme.hover : "transparent"

        Rectangle {
            width: Theme.selectionBar
            height: parent.height
            color: Theme.accent
            visible: root.selected
        }
        FocusRing {
            shown: root.selected && root.ringed
        }
    }

    function requestCancel(): void {
        if (root.cancellable)
            root.cancelRequested(root.taskId);
    }
}
