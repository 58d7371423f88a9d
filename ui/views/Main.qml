// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Taskdeck.Controls
import Taskdeck.Models

// The window. The one file that sees the session: it hands out models and carries requests back.
T.ApplicationWindow {
    id: root

    required property Session session

    readonly property bool paged: root.width < Theme.pageWidth // the details are a page of their own
    readonly property bool hasTask: root.session.currentTask > 0

    property string colorScheme: "follow" // "light", "dark" or "follow"
    property bool highContrast: false
    property bool reducedMotion: false
    property bool detailsOpen: false
    property string notice: ""

    objectName: "mainWindow"
    width: Theme.windowWidth
    height: Theme.windowHeight
    minimumWidth: Theme.windowMinimumWidth
    minimumHeight: Theme.windowMinimumHeight
    visible: true
    title: root.session.tasks.runningCount > 0
        ? qsTr("%n running – Taskdeck", "", root.session.tasks.runningCount) : qsTr("Taskdeck")
    color: Theme.base
    font.pixelSize: Theme.bodySize

    onHasTaskChanged: root.detailsOpen = root.detailsOpen && root.hasTask

    Binding { target: Theme; property: "scheme"; value: root.colorScheme }
    Binding { target: Theme; property: "highContrast"; value: root.highContrast }
    Binding { target: Theme; property: "reducedMotion"; value: root.reducedMotion }

    Shortcut { sequence: "Ctrl+N"; onActivated: root.openNewTask() }
    Shortcut { sequence: "/"; onActivated: root.filter() }
    Shortcut { sequence: "Escape"; enabled: root.paged && root.detailsOpen; onActivated: root.back() }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        NoticeBar {
            objectName: "noticeBar"
            text: root.notice
            Layout.fillWidth: true
            onDismissed: root.notice = ""
        }
        T.SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            handle: SplitGrip {}

            TaskListView {
                id: list
                tasks: root.session.tasks
                currentTask: root.session.currentTask
                currentRow: root.session.currentRow
                focus: true
                visible: !root.paged || !root.detailsOpen
                T.SplitView.fillWidth: true
                T.SplitView.minimumWidth: Theme.listMinimum

                onChosen: taskId => root.choose(taskId)
                onMoved: delta => root.session.moveCurrent(delta)
                onOpenRequested: root.open()
                onCancelRequested: taskId => root.session.cancel(taskId)
                onClearEndedRequested: root.session.dismissEnded()
                onNewTaskRequested: root.openNewTask()
            }
            DetailsView {
                id: details
                details: root.session.details
                output: root.session.output
                actions: root.session.actions
                paged: root.paged
                visible: !root.paged || root.detailsOpen
                T.SplitView.minimumWidth: Theme.detailsMinimum
                T.SplitView.preferredWidth: root.width * Theme.detailsShare
                T.SplitView.maximumWidth: root.paged ? Infinity : root.width * Theme.detailsMaximumShare

                onBack: root.back()
                onCancelRequested: taskId => root.session.cancel(taskId)
                onDismissRequested: taskId => root.session.dismiss(taskId)
                onTaskRequested: taskId => root.session.select(taskId)
            }
        }
        StatusBar {
            running: root.session.tasks.runningCount
            failed: root.session.tasks.failedCount
            forgotten: root.session.droppedTasks
            Layout.fillWidth: true
            onNewTaskRequested: root.openNewTask()
        }
    }

    NewTaskDialog {
        id: newTask
        refusal: root.session.newTask.refusal
        onBegun: root.session.newTask.clearRefusal()
        onCommandRequested: (line, shell, folder) => root.closeIf(root.session.newTask.startCommand(line, shell, folder))
        onDownloadRequested: (url, file) => root.closeIf(root.session.newTask.startDownload(url, file))
        onChecksumsRequested: folder => root.closeIf(root.session.newTask.startChecksums(folder))
    }

    function showNotice(text: string): void {
        root.notice = text;
    }

    function openNewTask(): void {
        newTask.open();
    }

    function closeIf(started: bool): void {
        if (!started)
            return;
        newTask.clear();
        newTask.close();
    }

    function filter(): void {
        root.detailsOpen = false;
        list.filter();
    }

    function choose(taskId: double): void {
        root.session.select(taskId);
        root.detailsOpen = root.paged;
    }

    function open(): void {
        root.detailsOpen = root.hasTask;
        if (root.hasTask)
            details.begin();
    }

    function back(): void {
        root.detailsOpen = false;
        list.begin();
    }
}
