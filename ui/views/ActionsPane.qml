// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Taskdeck.Controls
import Taskdeck.Models

// What is to happen when a task ends: the form that adds it, and what has been added.
Item {
    id: root

    required property double taskId
    required property bool over
    required property ActionListModel actions

    signal taskRequested(double taskId)

    onTaskIdChanged: form.refusal = ""

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        ActionForm {
            id: form
            objectName: "actionForm"
            over: root.over
            Layout.margins: Theme.padding
            Layout.fillWidth: true
            onAddRequested: (when, effect, text) => root.add(when, effect, text)
        }
        Hairline {
            Layout.fillWidth: true
        }
        RowList {
            objectName: "actionList"
            model: root.actions
            Layout.fillWidth: true
            Layout.fillHeight: true
            Accessible.name: qsTr("Actions of this task")

            delegate: ActionDelegate {
                width: ListView.view.width
                onRemoveRequested: actionId => root.actions.remove(actionId)
                onTaskRequested: taskId => root.taskRequested(taskId)
            }

            EmptyState {
                anchors.fill: parent
                objectName: "actionsEmpty"
                visible: root.actions.count === 0
                iconName: "action"
                title: qsTr("No actions yet")
                sentence: qsTr("Say above what should happen when this task ends. Each action runs as a task of its own, which can be cancelled.")
            }
        }
    }

    function add(when: int, effect: int, text: string): void {
        form.refusal = root.actions.add(when, effect, text);
        if (!form.refusal)
            form.clear();
    }
}
