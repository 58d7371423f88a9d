// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// The line above a pane's content: what is below, and what can be done with it.
Item {
    id: root

    property string text: ""
    property bool code: false
    property color ink: Theme.subtle

    default property alias buttons: row.data

    implicitHeight: Theme.tabHeight
    Layout.fillWidth: true

    BodyText {
        objectName: "paneNote"
        anchors.left: parent.left
        anchors.leftMargin: Theme.padding
        anchors.right: row.left
        anchors.rightMargin: Theme.spacing
        height: parent.height
        text: root.text
        color: root.ink
        small: true
        elide: Text.ElideRight
        font.family: root.code ? Theme.monospace : Theme.family
    }
    RowLayout {
        id: row
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing
        height: parent.height
        spacing: Theme.gap
    }
}
