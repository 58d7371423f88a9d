// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// A task of an await chain, or a frame that it is suspended in.
Item {
    id: root

    required property bool isTask
    required property double taskId
    required property string name
    required property int depth
    required property string place

    readonly property int headingHeight: root.heading ? Theme.rowHeight : 0

    property string heading: "" // of the section that begins here

    signal taskRequested(double taskId)

    implicitHeight: root.headingHeight + (root.isTask ? Theme.headerHeight : Theme.codeRowHeight)
    Accessible.role: Accessible.ListItem
    Accessible.name: root.isTask ? root.name : root.place

    SectionTitle {
        x: Theme.padding
        height: root.headingHeight
        topPadding: Theme.spacing
        text: root.heading
        visible: root.headingHeight > 0
    }
    RowLayout {
        x: Theme.padding + root.depth * Theme.indent
        width: Math.min(implicitWidth, root.width - x - Theme.padding)
        y: root.headingHeight
        height: Theme.headerHeight
        spacing: Theme.gap
        visible: root.isTask

        Icon {
            size: Theme.smallIconSize
            iconName: "action"
        }
        LinkText {
            text: root.name
            Layout.fillWidth: true
            onClicked: root.taskRequested(root.taskId)
        }
    }
    FrameRow {
        x: Theme.padding + root.depth * Theme.indent + Theme.smallIconSize + Theme.gap
        y: root.headingHeight
        width: root.width - x - Theme.padding
        visible: !root.isTask
        frame: root.place
    }
}
