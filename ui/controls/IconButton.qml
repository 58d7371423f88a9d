// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

// A button that is only a picture; `text` is its name for the tip and for screen readers.
T.AbstractButton {
    id: root

    required property string iconName

    property color ink: Theme.subtle
    property color hoverInk: Theme.text

    implicitWidth: Theme.headerHeight
    implicitHeight: Theme.headerHeight
    hoverEnabled: true
    opacity: root.enabled ? 1 : Theme.disabledOpacity
    Accessible.role: Accessible.Button
    Accessible.name: root.text
    Accessible.onPressAction: root.clicked()

    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            iconName: root.iconName
            color: root.hovered || root.checked ? root.hoverInk : root.ink
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: root.down ? Theme.pressed : root.hovered ? Theme.track : "transparent"

        FocusRing {
            shown: root.visualFocus
        }
    }

    HoverTip {
        text: root.text
        wanted: root.hovered && !root.down
    }
}
