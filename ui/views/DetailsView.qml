// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts
import Taskdeck.Controls
import Taskdeck.Models

// Everything about one task, in panes.
FocusScope {
    id: root

    required property TaskDetailsModel details
    required property OutputModel output
    required property ActionListModel actions

    readonly property bool hasTask: root.details.taskId > 0

    property bool paged: false

    signal back()
    signal cancelRequested(double taskId)
    signal dismissRequested(double taskId)
    signal taskRequested(double taskId)

    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        visible: root.hasTask

        DetailsHeader {
            details: root.details
            paged: root.paged
            onBack: root.back()
            onCancelRequested: root.cancelRequested(root.details.taskId)
            onDismissRequested: root.dismissRequested(root.details.taskId)
        }
        TabStrip {
            id: tabs
            objectName: "detailTabs"
            leftPadding: Theme.gap
            Layout.fillWidth: true

            TabItem { objectName: "tabOverview"; text: qsTr("Overview") }
            TabItem { objectName: "tabResult"; text: qsTr("Result") }
            TabItem {
                objectName: "tabException"
                text: qsTr("Exception")
                marked: root.details.taskState === TaskState.Failed
            }
            TabItem { objectName: "tabOutput"; text: qsTr("Output") }
            TabItem { objectName: "tabActions"; text: qsTr("Actions"); count: root.actions.count }
        }
        StackLayout {
            currentIndex: tabs.currentIndex
            Layout.fillWidth: true
            Layout.fillHeight: true

            OverviewPane {
                objectName: "overviewPane"
                details: root.details
                onTaskRequested: taskId => root.taskRequested(taskId)
            }
            ResultPane {
                objectName: "resultPane"
                details: root.details
            }
            ExceptionPane {
                objectName: "exceptionPane"
                details: root.details
                onTaskRequested: taskId => root.taskRequested(taskId)
            }
            OutputPane {
                objectName: "outputPane"
                output: root.output
                live: root.details.cancellable
            }
            ActionsPane {
                objectName: "actionsPane"
                taskId: root.details.taskId
                over: !root.details.cancellable
                actions: root.actions
                onTaskRequested: taskId => root.taskRequested(taskId)
            }
        }
    }
    EmptyState {
        anchors.fill: parent
        objectName: "detailsEmpty"
        visible: !root.hasTask
        iconName: "pointer"
        title: qsTr("Nothing selected")
        sentence: qsTr("Choose a task in the list, with the mouse or with ↑ and ↓, to see its result, its exception and its output.")
    }

    function begin(): void {
        tabs.forceActiveFocus(Qt.TabFocusReason);
    }
}
