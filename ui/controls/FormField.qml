// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// A labelled line of a form, with room for one sentence under it: why not, and what to do.
ColumnLayout {
    id: root

    required property string label

    property alias text: input.text
    property alias placeholder: input.placeholderText
    property alias code: input.code
    property string message: ""
    property string hint: ""

    signal accepted()

    spacing: Theme.gap

    BodyText {
        text: root.label
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
    InputField {
        id: input
        objectName: root.objectName + "Input"
        label: root.label
        invalid: root.message.length > 0
        Accessible.description: root.message || root.hint
        Layout.fillWidth: true
        onAccepted: root.accepted()
    }
    RowLayout {
        visible: note.text.length > 0
        spacing: Theme.gap

        Icon {
            size: Theme.smallIconSize
            iconName: "warning"
            color: Theme.danger
            visible: root.message.length > 0
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Theme.focusWidth
        }
        BodyText {
            id: note
            objectName: root.objectName + "Message"
            text: root.message || root.hint
            color: root.message ? Theme.danger : Theme.subtle
            small: true
            wrapMode: Text.Wrap
            Layout.fillWidth: true
        }
    }

    function begin(): void {
        input.forceActiveFocus();
    }

    function clear(): void {
        input.clear();
    }
}
