// SPDX-License-Identifier: MIT
import QtQuick

// A pane that has nothing to show says so, why, and what to do.
Item {
    id: root

    required property string title

    property string sentence: ""
    property string iconName: "info"
    property color colour: Theme.faint
    property string buttonText: ""

    signal triggered()

    Accessible.role: Accessible.Grouping
    Accessible.name: root.title

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - Theme.margin * 2, Theme.readingWidth)
        spacing: Theme.spacing

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            size: Theme.largeIconSize
            iconName: root.iconName
            color: root.colour
        }
        BodyText {
            objectName: "emptyTitle"
            width: parent.width
            topPadding: Theme.gap
            text: root.title
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
        }
        BodyText {
            objectName: "emptySentence"
            width: parent.width
            text: root.sentence
            subtle: true
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            visible: root.sentence.length > 0
        }
        Item {
            anchors.horizontalCenter: parent.horizontalCenter
            width: button.width
            height: button.height + Theme.spacing
            visible: root.buttonText.length > 0

            PushButton {
                id: button
                objectName: "emptyButton"
                anchors.bottom: parent.bottom
                text: root.buttonText
                onClicked: root.triggered()
            }
        }
    }
}
