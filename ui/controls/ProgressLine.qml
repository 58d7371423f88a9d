// SPDX-License-Identifier: MIT
import QtQuick

// How far a task is, 0 to 1. Unknown progress is an unknown bar, never "0 %".
Item {
    id: root

    required property real progress // negative = unknown

    readonly property bool known: root.progress >= 0

    property color colour: Theme.accent
    property bool active: true

    implicitWidth: Theme.progressColumn
    implicitHeight: Theme.progressHeight
    Accessible.role: Accessible.ProgressBar
    Accessible.name: root.known ? qsTr("%1 percent done").arg(Math.round(root.progress * 100))
                                : qsTr("Progress unknown")

    Rectangle {
        anchors.fill: parent
        radius: height / 2
        color: Theme.track
        clip: true

        Rectangle {
            id: bar
            objectName: "bar"
            height: parent.height
            radius: height / 2
            color: root.active ? root.colour : Theme.faint
            visible: root.known || root.active
            opacity: root.known ? 1 : Theme.half
            width: parent.width * (root.known ? Math.min(root.progress, 1) : Theme.unknownBar)

            Behavior on width {
                NumberAnimation { duration: Theme.motion }
            }
        }
        SequentialAnimation {
            running: root.visible && root.active && !root.known && !Theme.reducedMotion
            loops: Animation.Infinite
            onStopped: bar.x = 0

            NumberAnimation {
                target: bar
                property: "x"
                from: 0
                to: root.width * (1 - Theme.unknownBar)
                duration: Theme.turn
                easing.type: Easing.InOutSine
            }
            NumberAnimation {
                target: bar
                property: "x"
                to: 0
                duration: Theme.turn
                easing.type: Easing.InOutSine
            }
        }
    }
}
