// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// A name and what it stands for.
RowLayout {
    id: root

    required property string label
    required property string value

    property bool code: false
    property bool showEmpty: false
    property color valueColour: Theme.text

    visible: root.showEmpty || root.value.length > 0
    spacing: Theme.padding
    Layout.fillWidth: true

    BodyText {
        text: root.label
        subtle: true
        wrapMode: Text.Wrap
        verticalAlignment: Text.AlignTop
        Layout.preferredWidth: Theme.labelColumn
        Layout.alignment: Qt.AlignTop
    }
    SelectableText {
        objectName: "value"
        text: root.value
        code: root.code
        color: root.valueColour
        Accessible.description: root.label
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignTop
    }
}
