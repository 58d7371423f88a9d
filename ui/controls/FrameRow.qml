// SPDX-License-Identifier: MIT
import QtQuick

// One frame of a stack on one line: the function, then the end of its place.
Item {
    id: root

    required property string frame // "function  file:line", or either half

    readonly property int cut: root.frame.lastIndexOf("  ")
    readonly property bool whole: root.cut < 0

    implicitHeight: Theme.codeRowHeight
    Accessible.role: Accessible.StaticText
    Accessible.name: root.frame

    CodeText {
        id: where
        objectName: "frameFunction"
        width: Math.min(implicitWidth, root.width * (root.whole ? 1 : Theme.functionShare))
        height: parent.height
        text: root.whole ? root.frame : root.frame.slice(0, root.cut)
        elide: Text.ElideMiddle
        Accessible.ignored: true
    }
    CodeText {
        objectName: "framePlace"
        anchors.left: where.right
        anchors.leftMargin: Theme.padding
        anchors.right: parent.right
        height: parent.height
        text: root.whole ? "" : root.frame.slice(root.cut).trim()
        subtle: true
        elide: Text.ElideLeft
        Accessible.ignored: true
    }
    HoverHandler {
        id: pointer
    }
    HoverTip {
        text: root.frame
        wanted: pointer.hovered
    }
}
