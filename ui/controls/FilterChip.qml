// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

// One of several things to show, with how many there are.
T.AbstractButton {
    id: root

    property int count: -1 // negative = nothing to count
    property string iconName: ""
    property color colour: Theme.subtle

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Theme.chipHeight
    hoverEnabled: true
    horizontalPadding: Theme.spacing
    font.pixelSize: Theme.bodySize
    Accessible.role: Accessible.RadioButton
    Accessible.name: root.text
    Accessible.description: root.count < 0 ? "" : qsTr("%n task(s)", "", root.count)
    Accessible.checkable: true
    Accessible.checked: root.checked
    Accessible.onPressAction: root.clicked()

    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    contentItem: ButtonFace {
        text: root.text
        iconName: root.iconName
        iconInk: root.colour
        iconSize: Theme.smallIconSize
        ink: root.checked ? Theme.text : Theme.subtle
        strong: root.checked
        count: root.count
    }
    background: Rectangle {
        radius: Theme.radius
        color: root.checked ? Theme.pressed : root.hovered ? Theme.track : "transparent"

        FocusRing {
            shown: root.visualFocus
        }
    }
}
