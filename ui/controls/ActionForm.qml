// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// "When this task ends so, do that." Reports the sentence that was put together.
ColumnLayout {
    id: root

    // In the order of the choices.
    enum When { Any, Done, Failed, Cancelled }
    enum Effect { Command, Notification }

    property bool over: false // the task has ended: what is added runs at once
    property string refusal: ""

    readonly property bool runsCommand: effectBox.currentIndex === ActionForm.Command
    readonly property bool complete: !root.runsCommand || field.text.trim().length > 0

    signal addRequested(int when, int effect, string text)

    spacing: Theme.spacing

    Flow {
        spacing: Theme.spacing
        Layout.fillWidth: true

        BodyText {
            height: whenBox.height
            text: root.over ? qsTr("If this task ended") : qsTr("When this task ends")
        }
        ChoiceBox {
            id: whenBox
            objectName: "actionWhen"
            label: qsTr("How it ends")
            words: [qsTr("any way"), qsTr("succeeded"), qsTr("failed"), qsTr("cancelled")]
        }
        Row {
            spacing: Theme.spacing

            BodyText {
                height: effectBox.height
                text: "→"
                subtle: true
                Accessible.ignored: true
            }
            ChoiceBox {
                id: effectBox
                objectName: "actionEffect"
                label: qsTr("What to do")
                words: [qsTr("run this command"), qsTr("show a notification")]
            }
        }
    }
    RowLayout {
        spacing: Theme.spacing

        InputField {
            id: field
            objectName: "actionText"
            label: root.runsCommand ? qsTr("Command to run") : qsTr("Text of the notification")
            placeholderText: root.runsCommand ? qsTr("notify-send finished") : qsTr("Empty: name and outcome of the task")
            code: root.runsCommand
            invalid: root.refusal.length > 0
            Layout.fillWidth: true
            onAccepted: root.submit()
        }
        PushButton {
            objectName: "actionAdd"
            text: qsTr("Add")
            iconName: "plus"
            enabled: root.complete
            onClicked: root.submit()
        }
    }
    BodyText {
        objectName: "actionRefusal"
        text: root.refusal
        small: true
        color: Theme.danger
        wrapMode: Text.Wrap
        visible: root.refusal.length > 0
        Layout.fillWidth: true
    }
    BodyText {
        objectName: "actionHint"
        text: qsTr("This task has already ended: what you add runs at once.")
        small: true
        subtle: true
        wrapMode: Text.Wrap
        visible: root.over
        Layout.fillWidth: true
    }

    function submit(): void {
        if (root.complete)
            root.addRequested(whenBox.currentIndex, effectBox.currentIndex, field.text.trim());
    }

    function clear(): void {
        field.clear();
    }
}
