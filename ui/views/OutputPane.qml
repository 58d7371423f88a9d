// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Taskdeck.Controls
import Taskdeck.Models

// What a task wrote. Follows the end until one scrolls away from it.
Item {
    id: root

    required property OutputModel output
    required property bool live

    readonly property string dropped: root.output.droppedLines > 0
        ? qsTr("%n earlier line(s) dropped", "", root.output.droppedLines) : ""
    readonly property string counted: qsTr("%n line(s)", "", root.output.count)

    property bool following: true

    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        visible: root.output.count > 0

        PaneBar {
            objectName: "outputBar"
            text: root.dropped ? root.counted + " · " + root.dropped : root.counted
            ink: root.dropped ? Theme.caution : Theme.subtle

            ToggleSwitch {
                objectName: "followSwitch"
                text: qsTr("Follow")
                checked: root.following
                onToggled: root.follow(checked)
            }
            CopyButton {
                id: copy
                objectName: "copyOutput"
                onClicked: copy.put(root.output.text())
            }
        }
        Hairline {
            Layout.fillWidth: true
        }
        RowList {
            id: lines
            objectName: "outputLines"
            model: root.output
            reuseItems: true
            topMargin: Theme.gap
            bottomMargin: Theme.gap
            Layout.fillWidth: true
            Layout.fillHeight: true
            Accessible.name: qsTr("Output")

            onCountChanged: root.keepUp()
            onHeightChanged: root.keepUp()
            onMovementEnded: root.following = lines.atYEnd
            Keys.onUpPressed: root.scroll(-1)
            Keys.onDownPressed: root.scroll(1)

            delegate: OutputLine {
                required property string text

                width: ListView.view.width
                line: text
                wrap: true
            }
        }
    }
    EmptyState {
        anchors.fill: parent
        objectName: "outputEmpty"
        visible: root.output.count === 0
        iconName: "terminal"
        title: qsTr("No output")
        sentence: root.dropped ? root.dropped
            : root.live ? qsTr("This task has written nothing yet. Lines show up here as it writes them.")
                        : qsTr("This task wrote nothing before it ended.")
    }

    function follow(on: bool): void {
        root.following = on;
        root.keepUp();
    }

    function keepUp(): void {
        if (root.following)
            lines.positionViewAtEnd();
    }

    function scroll(direction: int): void {
        root.following = false;
        lines.flick(0, -direction * Theme.flickSpeed);
    }
}
