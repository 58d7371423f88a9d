// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts
import Taskdeck.Controls
import Taskdeck.Models

// Which task the panes below are about, and what can be asked of it.
ColumnLayout {
    id: root

    required property TaskDetailsModel details

    property bool paged: false

    signal back()
    signal cancelRequested()
    signal dismissRequested()

    spacing: Theme.gap
    Layout.fillWidth: true
    Layout.margins: Theme.padding
    Layout.bottomMargin: Theme.gap

    // Anchors and positioners: 6.4 does not lay out again what was hidden when its size was set.
    Item {
        implicitHeight: buttons.height
        Layout.fillWidth: true

        IconButton {
            id: backButton
            objectName: "backButton"
            anchors.verticalCenter: parent.verticalCenter
            iconName: "back"
            text: qsTr("Back to the list")
            visible: root.paged
            onClicked: root.back()
        }
        BodyText {
            objectName: "detailsName"
            anchors.left: root.paged ? backButton.right : parent.left
            anchors.leftMargin: root.paged ? Theme.spacing : 0
            anchors.right: buttons.left
            anchors.rightMargin: Theme.spacing
            anchors.verticalCenter: parent.verticalCenter
            text: root.details.name
            heading: true
            elide: Text.ElideMiddle
            Accessible.role: Accessible.Heading
        }
        Row {
            id: buttons
            anchors.right: parent.right

            PushButton {
                objectName: "detailsCancel"
                text: root.details.cancelRequests > 0 ? qsTr("Cancel again") : qsTr("Cancel")
                iconName: "close"
                visible: root.details.cancellable
                onClicked: root.cancelRequested()
            }
            PushButton {
                objectName: "detailsDismiss"
                text: qsTr("Dismiss")
                iconName: "sweep"
                visible: !root.details.cancellable
                onClicked: root.dismissRequested()
            }
        }
    }
    Row {
        id: line
        spacing: Theme.spacing
        Layout.fillWidth: true

        StateBadge {
            id: badge
            objectName: "detailsState"
            pill: true
            taskState: root.details.taskState
            word: root.details.stateText
        }
        BodyText {
            height: badge.height
            text: root.details.elapsedText
            subtle: true
        }
        BodyText {
            height: badge.height
            width: line.width - x
            text: root.details.progressText
            subtle: true
            elide: Text.ElideRight
        }
    }
    ProgressLine {
        progress: root.details.progress
        colour: Theme.stateColors[root.details.taskState]
        opacity: root.details.cancellable ? 1 : 0 // keeps its room: the tabs stay in place
        active: root.details.cancellable
        Accessible.ignored: !root.details.cancellable
        Layout.topMargin: Theme.gap
        Layout.fillWidth: true
    }
}
