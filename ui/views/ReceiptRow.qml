// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts
import Taskdeck.Controls

// What became of one request to cancel.
RowLayout {
    id: root

    required property int index
    required property string modelData

    objectName: "receipt"
    spacing: Theme.spacing
    Layout.fillWidth: true

    Rectangle {
        implicitWidth: Theme.iconSize
        implicitHeight: Theme.iconSize
        radius: height / 2
        color: Theme.track
        Layout.alignment: Qt.AlignTop

        BodyText {
            anchors.centerIn: parent
            text: root.index + 1
            small: true
            Accessible.ignored: true
        }
    }
    SelectableText {
        text: root.modelData
        Layout.fillWidth: true
    }
}
