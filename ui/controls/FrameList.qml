// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick

// Frames of a stack, innermost first. Long stacks fold.
Column {
    id: root

    required property list<string> frames

    property bool unfolded: false

    readonly property bool folds: root.frames.length > Theme.framesShown
    readonly property list<string> shown: root.folds && !root.unfolded
        ? root.frames.slice(0, Theme.framesShown) : root.frames

    Repeater {
        model: root.shown

        FrameRow {
            required property string modelData

            width: root.width
            frame: modelData
        }
    }
    LinkText {
        objectName: "foldFrames"
        topPadding: Theme.gap
        visible: root.folds
        text: root.unfolded ? qsTr("Fewer frames") : qsTr("%n more frame(s)", "", root.frames.length - Theme.framesShown)
        onClicked: root.unfolded = !root.unfolded
    }
}
