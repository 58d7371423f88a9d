// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts
import Taskdeck.Controls

// A field whose value is another task.
RowLayout {
    id: root

    required property string label
    required property double taskId // 0 = none
    required property string name

    signal taskRequested(double taskId)

    visible: root.taskId > 0
    spacing: Theme.padding
    Layout.fillWidth: true

    BodyText {
        text: root.label
        subtle: true
        Layout.preferredWidth: Theme.labelColumn
    }
    LinkText {
        text: root.name || qsTr("a task that has been forgotten")
        enabled: root.name.length > 0
        Layout.fillWidth: true
        onClicked: root.taskRequested(root.taskId)
    }
}
