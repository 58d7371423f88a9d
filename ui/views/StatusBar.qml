// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts
import Taskdeck.Controls

// What there is, in one line, and the way to start more.
Rectangle {
    id: root

    required property int running
    required property int failed
    required property double forgotten

    signal newTaskRequested()

    implicitHeight: Theme.statusBarHeight + Theme.spacing
    color: Theme.chrome

    Hairline {
        width: parent.width
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.padding
        anchors.rightMargin: Theme.spacing
        spacing: Theme.spacing

        BodyText {
            objectName: "statusRunning"
            text: qsTr("%n running", "", root.running)
            subtle: true
        }
        BodyText {
            text: "·"
            subtle: true
            Accessible.ignored: true
        }
        BodyText {
            objectName: "statusFailed"
            text: qsTr("%n failed", "", root.failed)
            color: root.failed > 0 ? Theme.danger : Theme.subtle
        }
        BodyText {
            text: "·"
            subtle: true
            Accessible.ignored: true
        }
        BodyText {
            objectName: "statusForgotten"
            text: qsTr("%n forgotten", "ended tasks dropped to bound memory", root.forgotten)
            subtle: true
        }
        Item {
            Layout.fillWidth: true
        }
        PushButton {
            objectName: "newTaskButton"
            text: qsTr("New task…")
            iconName: "plus"
            primary: true
            onClicked: root.newTaskRequested()
        }
    }
}
