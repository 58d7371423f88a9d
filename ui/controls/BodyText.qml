// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

// Text as the window shows it: plain, in the theme's colours, read aloud as it stands.
T.Label {
    id: root

    property bool small: false
    property bool subtle: false
    property bool heading: false

    textFormat: Text.PlainText
    color: root.subtle ? Theme.subtle : Theme.text
    font.pixelSize: root.small ? Theme.smallSize
        : root.heading ? Theme.headingSize : Theme.bodySize
    font.weight: root.heading ? Font.DemiBold : Font.Normal
    verticalAlignment: Text.AlignVCenter
    Accessible.role: Accessible.StaticText
    Accessible.name: root.text
}
