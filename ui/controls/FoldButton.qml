// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

// The triangle in front of a row that has rows of its own.
T.AbstractButton {
    id: root

    required property bool expanded

    implicitWidth: Theme.iconSize
    implicitHeight: Theme.iconSize
    hoverEnabled: true
    focusPolicy: Qt.NoFocus // the list has the keyboard; the arrow keys do the same
    text: root.expanded ? qsTr("Fold") : qsTr("Unfold")
    Accessible.role: Accessible.Button
    Accessible.name: root.text
    Accessible.onPressAction: root.clicked()

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            size: Theme.smallIconSize
            iconName: root.expanded ? "chevron-down" : "chevron-right"
            color: root.hovered ? Theme.text : Theme.subtle
        }
    }
}
