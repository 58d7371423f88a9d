// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// One sentence that must not be missed, in the colour of what it is about.
Rectangle {
    id: root

    required property string text

    property string iconName: "info"
    property color colour: Theme.accent

    implicitHeight: row.implicitHeight + Theme.spacing * 2
    radius: Theme.radius
    color: Theme.tint(root.colour)
    Layout.fillWidth: true

    RowLayout {
        id: row
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spacing

        Icon {
            iconName: root.iconName
            color: root.colour
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Theme.focusWidth
        }
        BodyText {
            objectName: "calloutText"
            text: root.text
            wrapMode: Text.Wrap
            Layout.fillWidth: true
        }
    }
}
