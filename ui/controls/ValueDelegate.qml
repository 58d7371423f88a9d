// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

// One row of a value shown as a tree: key, value, type.
T.ItemDelegate {
    id: root

    required property int index
    required property string key
    required property string valueText
    required property string typeText
    required property int depth
    required property bool hasChildren
    required property bool expanded

    signal foldRequested(int row, bool expanded)

    objectName: "valueRow"
    implicitHeight: Theme.headerHeight
    hoverEnabled: true
    leftPadding: Theme.spacing + root.depth * Theme.indent
    rightPadding: Theme.padding
    focusPolicy: Qt.NoFocus
    text: root.key
    Accessible.role: Accessible.TreeItem
    Accessible.name: root.key ? root.key + ": " + root.valueText : root.valueText
    Accessible.description: root.typeText
    Accessible.onPressAction: root.fold()

    onClicked: root.fold()

    contentItem: RowLayout {
        spacing: Theme.gap

        FoldButton {
            expanded: root.expanded
            opacity: root.hasChildren ? 1 : 0
            enabled: root.hasChildren
            onClicked: root.fold()
        }
        CodeText {
            text: root.key
            color: Theme.accent
            elide: Text.ElideRight
            visible: root.key.length > 0
            Accessible.ignored: true
            Layout.maximumWidth: root.availableWidth * Theme.half
        }
        CodeText {
            text: root.valueText
            subtle: root.hasChildren
            elide: Text.ElideRight
            Accessible.ignored: true
            Layout.leftMargin: Theme.gap
            Layout.fillWidth: true
        }
        BodyText {
            text: root.typeText
            small: true
            subtle: true
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        color: root.hovered || root.ListView.isCurrentItem && root.ListView.view.activeFocus ? Theme.hover : "transparent"
    }

    function fold(): void {
        if (root.hasChildren)
            root.foldRequested(root.index, !root.expanded);
    }
}
