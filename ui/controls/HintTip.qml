// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

// A word or two about what the pointer rests on.
T.ToolTip {
    id: root

    x: parent ? (parent.width - width) / 2 : 0
    y: parent ? parent.height + Theme.gap : 0
    implicitWidth: Math.min(implicitContentWidth + leftPadding + rightPadding, Theme.tipWidth)
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    margins: Theme.gap
    horizontalPadding: Theme.spacing
    verticalPadding: Theme.gap
    delay: Theme.tipDelay

    contentItem: BodyText {
        text: root.text
        small: true
        wrapMode: Text.Wrap
    }
    background: Rectangle {
        color: Theme.raised
        radius: Theme.radius
        border.width: Theme.hair
        border.color: Theme.outline
    }
}
