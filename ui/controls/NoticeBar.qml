// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// One message in the window: not modal, stays until it is dismissed.
Rectangle {
    id: root

    property string text: ""
    property string iconName: "info"

    signal dismissed()

    implicitHeight: Math.max(Theme.toolBarHeight - Theme.spacing, row.implicitHeight + Theme.spacing)
    visible: root.text.length > 0
    color: Theme.selection
    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.text

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.hair
        color: Theme.hairline
    }
    RowLayout {
        id: row
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.padding
        anchors.rightMargin: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spacing

        Icon {
            iconName: root.iconName
            color: Theme.accent
        }
        BodyText {
            objectName: "noticeText"
            text: root.text
            wrapMode: Text.Wrap
            maximumLineCount: 3
            elide: Text.ElideRight
            Layout.fillWidth: true
        }
        PushButton {
            objectName: "dismissButton"
            text: qsTr("Dismiss")
            flat: true
            onClicked: root.dismissed()
        }
    }
}
