// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// One on-completion action: what it is to do, and what became of it.
Item {
    id: root

    // In the order of the book.
    enum Progress { Armed, Fired, NotApplicable }

    required property int index
    required property double actionId
    required property int effect // ActionForm.Effect
    required property string summary
    required property int progressState // ActionDelegate.Progress
    required property double runTask // 0 = not fired

    readonly property bool armed: root.progressState === ActionDelegate.Armed
    readonly property string word: [qsTr("Armed"), qsTr("Has run"), qsTr("Does not apply")][root.progressState]

    signal removeRequested(double actionId)
    signal taskRequested(double taskId)

    objectName: "actionRow"
    implicitHeight: Math.max(Theme.rowHeight, row.implicitHeight + Theme.gap * 2)
    Accessible.role: Accessible.ListItem
    Accessible.name: root.summary
    Accessible.description: root.word

    RowLayout {
        id: row
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.padding
        anchors.rightMargin: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spacing

        Icon {
            iconName: root.effect === ActionForm.Command ? "terminal" : "bell"
        }
        BodyText {
            text: root.summary
            subtle: root.progressState === ActionDelegate.NotApplicable
            wrapMode: Text.Wrap
            Accessible.ignored: true
            Layout.fillWidth: true
        }
        BodyText {
            objectName: "actionState"
            text: root.word
            small: true
            subtle: !root.armed
            color: root.armed ? Theme.accent : Theme.subtle
        }
        LinkText {
            objectName: "actionRun"
            text: qsTr("Show")
            Accessible.name: qsTr("Show its run")
            visible: root.runTask > 0
            onClicked: root.taskRequested(root.runTask)
        }
        IconButton {
            objectName: "actionRemove"
            iconName: "close"
            text: qsTr("Remove this action")
            visible: root.armed
            onClicked: root.removeRequested(root.actionId)
        }
    }
    Hairline {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
