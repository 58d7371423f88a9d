// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Taskdeck.Controls
import Taskdeck.Models

// Where a task stands, where it came from, and what became of each request to cancel it.
Flickable {
    id: root

    required property TaskDetailsModel details

    readonly property bool warns: root.details.cancellable && root.details.verdict === CancelVerdict.Refused
    // What a live task waits for is a field below.
    readonly property bool noteworthy: !root.details.cancellable || root.details.verdict !== CancelVerdict.NotAsked

    signal taskRequested(double taskId)

    contentHeight: column.implicitHeight + Theme.padding * 2
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    T.ScrollBar.vertical: ThinScrollBar {}

    ColumnLayout {
        id: column
        x: Theme.padding
        y: Theme.padding
        width: root.width - Theme.padding * 2
        spacing: Theme.spacing

        Callout {
            objectName: "overviewNote"
            text: root.details.note
            visible: root.noteworthy && root.details.note.length > 0
            iconName: root.warns ? "warning" : Theme.stateIcons[root.details.taskState]
            colour: root.warns ? Theme.caution : Theme.stateColors[root.details.taskState]
            Layout.bottomMargin: Theme.gap
        }
        FieldRow { label: qsTr("Kind"); value: root.details.kind || qsTr("coroutine") }
        FieldRow { label: qsTr("Created"); value: root.details.createdText }
        FieldRow { label: qsTr("Started"); value: root.details.startedText }
        FieldRow { label: qsTr("Ended"); value: root.details.endedText }
        FieldRow { label: qsTr("Elapsed"); value: root.details.elapsedText }
        FieldRow { label: qsTr("Busy"); value: qsTr("%1 in %n step(s)", "", root.details.steps).arg(root.details.busyText) }
        FieldRow { label: qsTr("Progress"); value: root.details.progressText }
        FieldRow { label: qsTr("Waits on"); value: root.details.waitsOnTask > 0 ? "" : root.details.waitsOn }
        TaskLinkRow {
            label: qsTr("Waits on")
            taskId: root.details.waitsOnTask
            name: root.details.waitsOn
            onTaskRequested: taskId => root.taskRequested(taskId)
        }
        TaskLinkRow {
            label: qsTr("Created by")
            taskId: root.details.parentTask
            name: root.details.parentName
            onTaskRequested: taskId => root.taskRequested(taskId)
        }
        FieldRow { label: qsTr("Place"); value: root.details.place; code: true }
        FieldRow { label: qsTr("Said on cancel"); value: root.details.cancelMessage }

        SectionTitle {
            text: qsTr("Cancel requests")
            visible: receipts.count > 0
            Layout.topMargin: Theme.spacing
        }
        Repeater {
            id: receipts
            objectName: "receipts"
            model: root.details.receipts

            ReceiptRow {}
        }
        AwaitChain {
            chain: root.details.awaitChain
            Layout.leftMargin: -Theme.padding
            Layout.rightMargin: -Theme.padding
            Layout.fillWidth: true
            onTaskRequested: taskId => root.taskRequested(taskId)
        }
    }
}
