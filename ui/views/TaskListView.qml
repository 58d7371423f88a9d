// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Taskdeck.Controls
import Taskdeck.Models

// The tasks, what narrows them down, and the keys that walk through them.
FocusScope {
    id: root

    required property TaskListModel tasks
    required property double currentTask // 0 = none
    required property int currentRow // -1 = none

    property bool byKey: false // the selection was last moved with the keyboard

    signal chosen(double taskId)
    signal moved(int delta)
    signal openRequested()
    signal cancelRequested(double taskId)
    signal clearEndedRequested()
    signal newTaskRequested()

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        FilterBar {
            id: bar
            chosen: root.tasks.stateFilter
            allCount: root.tasks.total
            runningCount: root.tasks.runningCount
            failedCount: root.tasks.failedCount
            doneCount: root.tasks.doneCount
            cancelledCount: root.tasks.cancelledCount
            endedCount: root.tasks.endedCount
            Layout.fillWidth: true
            onEdited: text => root.tasks.filterText = text
            onFilterChosen: filter => root.tasks.stateFilter = filter
            onClearEndedRequested: root.clearEndedRequested()
            onLeaveRequested: root.begin()
        }
        Hairline {
            Layout.fillWidth: true
        }
        TaskHeader {
            visible: root.tasks.count > 0
            Layout.fillWidth: true
        }
        RowList {
            id: list
            objectName: "taskList"
            model: root.tasks
            currentIndex: root.currentRow
            focus: true
            reuseItems: true
            keyNavigationEnabled: false
            highlightMoveDuration: 0
            Layout.fillWidth: true
            Layout.fillHeight: true
            Accessible.name: qsTr("Tasks")

            onActiveFocusChanged: root.byKey = list.activeFocus && root.currentRow >= 0
            Keys.onPressed: event => event.accepted = root.byKey = keys.handle(event.key, event.modifiers)

            delegate: TaskDelegate {
                required property int verdict

                ListView.onPooled: visible = false // else a screen reader still reads it
                ListView.onReused: visible = true

                width: ListView.view.width
                selected: taskId === root.currentTask
                ringed: ListView.view.activeFocus && root.byKey
                urgent: cancellable && verdict !== CancelVerdict.NotAsked
                urgentColour: verdict === CancelVerdict.Refused ? Theme.caution : Theme.stateColors[taskState]
                onChosen: taskId => root.choose(taskId)
                onOpenRequested: root.openRequested()
                onCancelRequested: taskId => root.cancelRequested(taskId)
                onFoldRequested: (row, expanded) => root.tasks.setExpanded(row, expanded)
            }

            ListKeys {
                id: keys
                page: Math.max(1, Math.floor(list.height / Theme.rowHeight) - 1)
                count: root.tasks.count
                onMoved: delta => root.moved(delta)
                onOpened: root.openRequested()
                onCancelled: root.cancelRequested(root.currentTask)
                onFolded: expanded => root.tasks.setExpanded(root.currentRow, expanded)
            }
            EmptyState {
                anchors.fill: parent
                objectName: "listEmpty"
                visible: root.tasks.count === 0
                iconName: root.tasks.filtered ? "filter" : "list"
                title: root.tasks.filtered ? qsTr("No task matches") : qsTr("No tasks yet")
                sentence: root.tasks.filtered
                    ? qsTr("Change the words above, or show all states again.")
                    : qsTr("Start a command, a download or checksums here; everything that runs shows up in this list.")
                buttonText: root.tasks.filtered ? qsTr("Show all tasks") : qsTr("New task…")
                onTriggered: root.tasks.filtered ? root.showAll() : root.newTaskRequested()
            }
        }
    }

    function begin(): void {
        list.forceActiveFocus();
    }

    function filter(): void {
        bar.begin();
    }

    function choose(taskId: double): void {
        root.begin();
        root.byKey = false;
        root.chosen(taskId);
    }

    function showAll(): void {
        bar.text = "";
        root.tasks.stateFilter = TaskFilter.All;
    }
}
