// SPDX-License-Identifier: MIT
import QtQuick

// The state of a task as shape, colour and word.
Item {
    id: root

    // In the order of the feed's states.
    enum State { Scheduled, Running, Waiting, Cancelling, Done, Failed, Cancelled, Lost }

    required property int taskState
    required property string word

    readonly property color colour: Theme.stateColors[root.taskState]
    readonly property bool turning: root.visible && !Theme.reducedMotion
        && (root.taskState === StateBadge.Running || root.taskState === StateBadge.Cancelling)

    property bool pill: false

    implicitWidth: row.width + (root.pill ? Theme.padding + Theme.spacing : 0)
    implicitHeight: root.pill ? Theme.headerHeight : row.height
    Accessible.role: Accessible.StaticText
    Accessible.name: root.word

    Rectangle {
        anchors.fill: parent
        visible: root.pill
        radius: height / 2
        color: Theme.tint(root.colour)
    }
    Row {
        id: row
        anchors.verticalCenter: parent.verticalCenter
        x: root.pill ? Theme.spacing : 0
        spacing: Theme.gap + Theme.focusWidth

        Icon {
            id: shape
            objectName: "shape"
            anchors.verticalCenter: parent.verticalCenter
            iconName: Theme.stateIcons[root.taskState]
            color: root.colour

            NumberAnimation on rotation {
                from: 0
                to: 360
                duration: Theme.turn
                loops: Animation.Infinite
                running: root.turning
                onStopped: shape.rotation = 0
            }
        }
        BodyText {
            objectName: "word"
            anchors.verticalCenter: parent.verticalCenter
            text: root.word
            // The grey of the hollow circle is too weak for a word.
            color: root.taskState === StateBadge.Scheduled ? Theme.subtle : root.colour
            font.italic: root.taskState === StateBadge.Lost
            Accessible.ignored: true
        }
    }
}
