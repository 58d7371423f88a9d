// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// The cells of a task row, in the columns that TaskHeader names.
RowLayout {
    id: root

    required property string name
    required property int taskState // StateBadge.State
    required property string stateText
    required property string note
    required property string elapsedText
    required property double progress
    required property int depth
    required property bool hasChildren
    required property bool expanded
    required property bool cancellable
    required property bool urgent
    required property color urgentColour

    readonly property bool live: root.taskState < StateBadge.Done
    readonly property bool known: root.live && root.progress >= 0
    readonly property int percent: Math.floor(root.progress * 100)
    // A note that matters takes the room of a bar that says nothing.
    readonly property bool barShown: columns.wide && (root.known || root.live && !root.urgent)

    signal cancelRequested()
    signal foldRequested()

    spacing: columns.gap

    TaskColumns {
        id: columns
        width: root.width
        urgent: root.urgent
    }
    StateBadge {
        taskState: root.taskState
        word: root.stateText
        Accessible.ignored: true
        Layout.preferredWidth: Theme.stateColumn
    }
    RowLayout {
        spacing: Theme.gap
        Layout.minimumWidth: columns.name
        Layout.maximumWidth: columns.name

        FoldButton {
            objectName: "foldButton"
            expanded: root.expanded
            opacity: root.hasChildren ? 1 : 0
            enabled: root.hasChildren
            Accessible.ignored: !root.hasChildren
            Layout.leftMargin: Theme.indent * root.depth
            onClicked: root.foldRequested()
        }
        BodyText {
            objectName: "name"
            text: root.name
            elide: Text.ElideMiddle
            font.italic: root.taskState === StateBadge.Lost
            Accessible.ignored: true
            Layout.fillWidth: true
        }
    }
    BodyText {
        objectName: "note"
        text: root.note
        color: root.urgent ? root.urgentColour : Theme.subtle
        elide: Text.ElideRight
        visible: columns.wide || root.urgent
        Accessible.ignored: true
        Layout.fillWidth: true
        Layout.preferredWidth: 0
    }
    ProgressLine {
        progress: root.progress
        colour: Theme.stateColors[root.taskState]
        active: root.live
        visible: root.barShown
        Layout.preferredWidth: Theme.progressColumn
    }
    BodyText {
        objectName: "percent"
        text: root.known ? qsTr("%1 %").arg(root.percent) : ""
        subtle: true
        visible: root.barShown || !columns.wide && !root.urgent
        horizontalAlignment: Text.AlignRight
        Accessible.ignored: true
        Layout.preferredWidth: Theme.percentColumn
    }
    BodyText {
        objectName: "elapsed"
        text: root.elapsedText
        subtle: !root.live
        horizontalAlignment: Text.AlignRight
        Accessible.ignored: true
        Layout.preferredWidth: Theme.elapsedColumn
    }
    Item {
        Layout.preferredWidth: Theme.headerHeight
        Layout.preferredHeight: Theme.headerHeight

        CancelButton {
            anchors.fill: parent
            taskName: root.name
            cancelling: root.taskState === StateBadge.Cancelling
            visible: root.cancellable
            onCancelRequested: root.cancelRequested()
        }
    }
}
