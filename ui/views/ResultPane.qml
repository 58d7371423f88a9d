// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Taskdeck.Controls
import Taskdeck.Models

// What a task gave back: as a tree where it has parts, else as text.
Item {
    id: root

    required property TaskDetailsModel details

    readonly property bool hasTree: root.details.resultKind === ResultKind.Tree
    readonly property bool empty: root.details.resultKind === ResultKind.None

    property bool asText: false

    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        visible: !root.empty

        PaneBar {
            text: root.details.resultType
            code: true

            FilterChip {
                objectName: "resultAsTree"
                text: qsTr("Tree")
                visible: root.hasTree
                checked: !root.asText
                onClicked: root.asText = false
            }
            FilterChip {
                objectName: "resultAsText"
                text: qsTr("Text")
                visible: root.hasTree
                checked: root.asText
                onClicked: root.asText = true
            }
            CopyButton {
                id: copy
                objectName: "copyResult"
                onClicked: copy.put(root.details.resultText)
            }
        }
        Hairline {
            Layout.fillWidth: true
        }
        RowList {
            objectName: "resultTree"
            model: root.details.resultTree
            visible: root.hasTree && !root.asText
            topMargin: Theme.gap
            Layout.fillWidth: true
            Layout.fillHeight: true
            Accessible.role: Accessible.Tree
            Accessible.name: qsTr("Result")

            delegate: ValueDelegate {
                width: ListView.view.width
                onFoldRequested: (row, expanded) => root.details.resultTree.setExpanded(row, expanded)
            }
        }
        Flickable {
            visible: !root.hasTree || root.asText
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            contentHeight: text.implicitHeight + Theme.padding * 2
            T.ScrollBar.vertical: ThinScrollBar {}
            Layout.fillWidth: true
            Layout.fillHeight: true

            SelectableText {
                id: text
                objectName: "resultText"
                x: Theme.padding
                y: Theme.padding
                width: root.width - Theme.padding * 2
                text: root.details.resultText
                code: true
                wrapMode: TextEdit.WrapAtWordBoundaryOrAnywhere
            }
        }
    }
    EmptyState {
        anchors.fill: parent
        objectName: "resultEmpty"
        visible: root.empty
        iconName: "result"
        title: root.details.cancellable ? qsTr("No result yet")
            : root.details.loading ? qsTr("Reading the result…") : qsTr("No result to show")
        sentence: root.details.cancellable ? qsTr("This task has no result yet: it is still running.")
                                           : root.details.resultNote
    }
}
