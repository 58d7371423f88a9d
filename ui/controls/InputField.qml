// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

// One line to write in. `label` is its name, shown by the form around it.
T.TextField {
    id: root

    required property string label

    readonly property color rim: root.invalid ? Theme.danger : root.activeFocus ? Theme.accent : Theme.outline

    property bool invalid: false
    property bool code: false
    property string iconName: ""

    implicitWidth: Theme.filterMinimum
    implicitHeight: Theme.controlHeight
    leftPadding: root.iconName ? Theme.iconSize + Theme.spacing + Theme.gap : Theme.spacing
    rightPadding: Theme.spacing
    verticalAlignment: TextInput.AlignVCenter
    selectByMouse: true
    color: Theme.text
    selectionColor: Theme.primary
    selectedTextColor: Theme.accentInk
    placeholderTextColor: Theme.subtle
    font.pixelSize: root.code ? Theme.codeSize : Theme.bodySize
    font.family: root.code ? Theme.monospace : Theme.family
    opacity: root.enabled ? 1 : Theme.disabledOpacity
    Accessible.role: Accessible.EditableText
    Accessible.name: root.label

    background: Rectangle {
        radius: Theme.radius
        color: Theme.base
        border.width: root.activeFocus || root.invalid ? Theme.focusWidth : Theme.hair
        border.color: root.rim
    }

    Icon {
        x: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        iconName: root.iconName
        visible: root.iconName.length > 0
    }
    BodyText {
        x: root.leftPadding
        width: root.width - root.leftPadding - root.rightPadding
        height: root.height
        visible: !root.length && !root.preeditText
        text: root.placeholderText
        color: root.placeholderTextColor
        font: root.font
        elide: Text.ElideRight
        Accessible.ignored: true
    }
}
