// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts
import Taskdeck.Controls
import Taskdeck.Models

// Why a task failed: the exception, what led to it, and who was waiting.
Item {
    id: root

    required property TaskDetailsModel details

    readonly property bool empty: root.details.failure.count === 0
    readonly property bool live: root.details.cancellable

    signal taskRequested(double taskId)

    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        visible: !root.empty

        PaneBar {
            text: qsTr("%n exception(s)", "", root.details.failure.count)

            CopyButton {
                id: copy
                objectName: "copyException"
                onClicked: copy.put(root.details.failure.text())
            }
        }
        Hairline {
            Layout.fillWidth: true
        }
        FailureTree {
            id: tree
            model: root.details.failure
            topMargin: Theme.padding
            bottomMargin: (chain.visible ? chain.height : 0) + Theme.padding
            Layout.fillWidth: true
            Layout.fillHeight: true

            // Scrolls below the last row. Not a footer: 6.4 makes none from a bound component.
            AwaitChain {
                id: chain
                parent: tree.contentItem
                y: tree.originY + tree.contentHeight
                width: tree.width
                chain: root.details.awaitChain
                onTaskRequested: taskId => root.taskRequested(taskId)
            }
        }
    }
    EmptyState {
        anchors.fill: parent
        objectName: "exceptionEmpty"
        visible: root.empty
        iconName: "exception"
        title: root.details.taskState === TaskState.Failed ? qsTr("Reading the exception…") : qsTr("No exception")
        sentence: root.sentence()
    }

    function sentence(): string {
        switch (root.details.taskState) {
        case TaskState.Failed: return "";
        case TaskState.Done: return qsTr("This task ended as it should.");
        case TaskState.Cancelled: return qsTr("This task was cancelled. That is no failure.");
        case TaskState.Lost: return qsTr("The source of this task is gone; nobody knows how it ended.");
        }
        return qsTr("This task has not failed: it is still running.");
    }
}
