// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

// A word that leads to another task.
T.AbstractButton {
    id: root

    implicitWidth: implicitContentWidth
    implicitHeight: implicitContentHeight
    hoverEnabled: true
    font.pixelSize: Theme.bodySize
    Accessible.role: Accessible.Link
    Accessible.name: root.text
    Accessible.onPressAction: root.clicked()

    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    contentItem: BodyText {
        text: root.text
        color: Theme.accent
        elide: Text.ElideMiddle
        font.underline: root.hovered || root.visualFocus
        Accessible.ignored: true
    }
    background: Item {
        FocusRing {
            anchors.margins: -Theme.focusWidth
            shown: root.visualFocus
        }
    }
}
