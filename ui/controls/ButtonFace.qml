// SPDX-License-Identifier: MIT
import QtQuick

// What is on a button: a picture, a word, a count. The button around it speaks.
Item {
    id: root

    required property string text

    property string iconName: ""
    property color ink: Theme.text
    property color iconInk: root.ink
    property int iconSize: Theme.iconSize
    property bool strong: false
    property int count: -1 // negative = nothing to count
    property bool marked: false // something wants to be seen

    implicitWidth: row.implicitWidth
    implicitHeight: row.implicitHeight

    Row {
        id: row
        anchors.centerIn: parent
        spacing: Theme.gap + Theme.hair

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            size: root.iconSize
            iconName: root.iconName
            color: root.iconInk
            visible: root.iconName.length > 0
        }
        BodyText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            color: root.ink
            font.weight: root.strong ? Font.DemiBold : Font.Normal
            Accessible.ignored: true
        }
        BodyText {
            objectName: "count"
            anchors.verticalCenter: parent.verticalCenter
            text: root.count.toLocaleString(Qt.locale(), "f", 0)
            visible: root.count >= 0
            small: true
            subtle: true
            Accessible.ignored: true
        }
        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.gap + Theme.focusWidth
            height: width
            radius: height / 2
            color: Theme.danger
            visible: root.marked
        }
    }
}
