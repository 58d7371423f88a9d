// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts

// One exception of a tree of causes and members: what it is, what it says, where it came from.
Item {
    id: root

    required property int index
    required property int depth
    required property string relation // "", "caused by", "member 2 of 7"
    required property string type
    required property string message
    required property list<string> frames

    readonly property bool first: root.depth === 0

    objectName: "failureRow"
    implicitHeight: column.implicitHeight + Theme.padding
    Accessible.role: Accessible.ListItem
    Accessible.name: root.type
    Accessible.description: root.message

    Repeater {
        model: root.depth

        Hairline {
            required property int index

            x: Theme.padding + index * Theme.indent + Theme.gap
            height: root.height
            color: Theme.outline
        }
    }
    ColumnLayout {
        id: column
        x: Theme.padding + root.depth * Theme.indent
        width: root.width - x - Theme.padding
        spacing: Theme.focusWidth

        SectionTitle {
            text: root.relation
            visible: root.relation.length > 0
            Layout.fillWidth: true
        }
        SelectableText {
            objectName: "failureType"
            text: root.type
            color: root.first ? Theme.danger : Theme.text
            font.pixelSize: root.first ? Theme.displaySize : Theme.bodySize
            font.weight: Font.DemiBold
            wrapMode: TextEdit.WrapAtWordBoundaryOrAnywhere
            Layout.fillWidth: true
        }
        SelectableText {
            objectName: "failureMessage"
            text: root.message
            font.pixelSize: root.first ? Theme.headingSize : Theme.bodySize
            wrapMode: TextEdit.WrapAtWordBoundaryOrAnywhere
            visible: root.message.length > 0
            Layout.fillWidth: true
        }
        FrameList {
            frames: root.frames
            visible: root.frames.length > 0
            Layout.topMargin: Theme.gap
            Layout.fillWidth: true
        }
    }
}
