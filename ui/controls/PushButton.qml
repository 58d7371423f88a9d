// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

// A button with a word, and a picture where it helps.
T.Button {
    id: root

    property bool primary: false
    property bool danger: false
    property string iconName: ""

    readonly property color ink: root.primary ? Theme.accentInk : root.danger ? Theme.danger : Theme.text
    readonly property color face: root.down ? Theme.pressed
        : root.hovered ? Theme.hover
        : root.flat ? "transparent" : Theme.raised
    readonly property color primaryFace: root.hovered || root.down ? Theme.primaryHover : Theme.primary

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Theme.controlHeight
    hoverEnabled: true
    horizontalPadding: root.flat ? Theme.spacing : Theme.padding
    opacity: root.enabled ? 1 : Theme.disabledOpacity
    font.pixelSize: Theme.bodySize
    Accessible.role: Accessible.Button
    Accessible.name: root.text
    Accessible.onPressAction: root.clicked()

    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    contentItem: ButtonFace {
        text: root.text
        iconName: root.iconName
        ink: root.ink
        iconInk: root.primary || root.danger ? root.ink : Theme.subtle
        strong: root.primary
    }
    background: Rectangle {
        radius: Theme.radius
        border.width: root.flat || root.primary ? 0 : Theme.hair
        border.color: Theme.outline
        color: root.primary ? root.primaryFace : root.face

        FocusRing {
            anchors.margins: root.primary ? -Theme.focusWidth - Theme.hair : 0
            shown: root.visualFocus
        }
    }
}
