// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// The names of a task row's columns; laid out as TaskCells is.
Rectangle {
    id: root

    implicitHeight: Theme.headerHeight
    color: Theme.chrome
    Accessible.ignored: true

    TaskColumns {
        id: columns
        width: row.width
    }
    RowLayout {
        id: row
        anchors.fill: parent
        anchors.leftMargin: Theme.padding
        anchors.rightMargin: Theme.spacing
        spacing: columns.gap

        SectionTitle {
            text: qsTr("State")
            Layout.preferredWidth: Theme.stateColumn
        }
        SectionTitle {
            text: qsTr("Task")
            leftPadding: Theme.iconSize + Theme.gap
            Layout.minimumWidth: columns.name
            Layout.maximumWidth: columns.name
        }
        SectionTitle {
            text: columns.wide ? qsTr("Waits on, outcome") : ""
            Layout.fillWidth: true
            Layout.preferredWidth: 0
        }
        SectionTitle {
            text: qsTr("Progress")
            visible: columns.wide
            Layout.preferredWidth: Theme.progressColumn + columns.gap + Theme.percentColumn
        }
        SectionTitle {
            text: qsTr("Elapsed")
            horizontalAlignment: Text.AlignRight
            Layout.preferredWidth: Theme.elapsedColumn
        }
        Item {
            Layout.preferredWidth: Theme.headerHeight
        }
    }
    Hairline {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
