// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.impl

// A tinted picture of our own set, named by its file. Decoration: the control around it speaks.
IconImage {
    id: root

    required property string iconName

    property int size: Theme.iconSize

    width: root.size
    height: root.size
    sourceSize.width: root.size
    sourceSize.height: root.size
    source: root.iconName ? Theme.icon(root.iconName) : ""
    color: Theme.subtle
    Accessible.ignored: true
}
