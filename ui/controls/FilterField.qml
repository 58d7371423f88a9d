// SPDX-License-Identifier: MIT
import QtQuick

// Where a list is narrowed down while one types. Escape empties it, then leaves.
InputField {
    id: root

    signal leaveRequested()

    objectName: "filterField"
    label: qsTr("Filter tasks")
    placeholderText: qsTr("Filter tasks")
    iconName: "search"
    rightPadding: clearButton.visible ? clearButton.width + Theme.gap : keyHint.width + Theme.spacing

    Keys.onEscapePressed: root.text ? root.clear() : root.leaveRequested()
    Keys.onDownPressed: root.leaveRequested()
    Keys.onReturnPressed: root.leaveRequested()
    Keys.onEnterPressed: root.leaveRequested()

    IconButton {
        id: clearButton
        anchors.right: parent.right
        anchors.rightMargin: Theme.focusWidth
        anchors.verticalCenter: parent.verticalCenter
        iconName: "close"
        text: qsTr("Clear the filter")
        focusPolicy: Qt.NoFocus
        visible: root.length > 0
        onClicked: root.clear()
    }
    Rectangle {
        id: keyHint
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap + Theme.focusWidth
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.iconSize
        height: Theme.iconSize
        radius: Theme.radius
        color: Theme.chrome
        border.width: Theme.hair
        border.color: Theme.outline
        visible: !clearButton.visible && !root.activeFocus

        BodyText {
            anchors.centerIn: parent
            text: "/"
            small: true
            subtle: true
            Accessible.ignored: true
        }
    }
}
