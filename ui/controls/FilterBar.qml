// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// Narrows a list down by words and by state. Knows numbers, no list.
ColumnLayout {
    id: root

    // In the order of the chips.
    enum Filter { All, Running, Failed, Done, Cancelled }

    property int chosen: FilterBar.All
    property int allCount: 0
    property int runningCount: 0
    property int failedCount: 0
    property int doneCount: 0
    property int cancelledCount: 0
    property int endedCount: 0
    property alias text: field.text

    signal filterChosen(int filter)
    signal edited(string text)
    signal clearEndedRequested()
    signal leaveRequested()

    spacing: 0

    RowLayout {
        spacing: Theme.spacing
        Layout.margins: Theme.spacing
        Layout.bottomMargin: Theme.gap

        FilterField {
            id: field
            Layout.fillWidth: true
            onTextChanged: root.edited(field.text)
            onLeaveRequested: root.leaveRequested()
        }
        PushButton {
            objectName: "clearEnded"
            text: qsTr("Clear ended")
            iconName: "sweep"
            flat: true
            enabled: root.endedCount > 0
            onClicked: root.clearEndedRequested()
        }
    }
    Flow {
        spacing: Theme.focusWidth
        Layout.fillWidth: true
        Layout.leftMargin: Theme.spacing
        Layout.rightMargin: Theme.spacing
        Layout.bottomMargin: Theme.spacing

        FilterChip {
            objectName: "chipAll"
            text: qsTr("All")
            count: root.allCount
            checked: root.chosen === FilterBar.All
            onClicked: root.filterChosen(FilterBar.All)
        }
        FilterChip {
            objectName: "chipRunning"
            text: qsTr("Running")
            count: root.runningCount
            iconName: Theme.stateIcons[StateBadge.Running]
            colour: Theme.stateColors[StateBadge.Running]
            checked: root.chosen === FilterBar.Running
            onClicked: root.filterChosen(FilterBar.Running)
        }
        FilterChip {
            objectName: "chipFailed"
            text: qsTr("Failed")
            count: root.failedCount
            iconName: Theme.stateIcons[StateBadge.Failed]
            colour: Theme.stateColors[StateBadge.Failed]
            checked: root.chosen === FilterBar.Failed
            onClicked: root.filterChosen(FilterBar.Failed)
        }
        FilterChip {
            objectName: "chipDone"
            text: qsTr("Done")
            count: root.doneCount
            iconName: Theme.stateIcons[StateBadge.Done]
            colour: Theme.stateColors[StateBadge.Done]
            checked: root.chosen === FilterBar.Done
            onClicked: root.filterChosen(FilterBar.Done)
        }
        FilterChip {
            objectName: "chipCancelled"
            text: qsTr("Cancelled")
            count: root.cancelledCount
            iconName: Theme.stateIcons[StateBadge.Cancelled]
            colour: Theme.stateColors[StateBadge.Cancelled]
            checked: root.chosen === FilterBar.Cancelled
            onClicked: root.filterChosen(FilterBar.Cancelled)
        }
    }

    function begin(): void {
        field.forceActiveFocus();
        field.selectAll();
    }
}
