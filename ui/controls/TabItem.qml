// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

// One tab. `count` is shown behind its name when there is something to count.
T.TabButton {
    id: root

    property int count: 0
    property bool marked: false // something in it wants to be seen

    width: implicitWidth
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Theme.tabHeight
    hoverEnabled: true
    horizontalPadding: Theme.spacing
    font.pixelSize: Theme.bodySize
    Accessible.role: Accessible.PageTab
    Accessible.name: root.text
    Accessible.selected: root.checked
    Accessible.onPressAction: root.choose()

    Keys.onReturnPressed: root.choose()

    contentItem: ButtonFace {
        text: root.text
        ink: root.checked || root.hovered ? Theme.text : Theme.subtle
        strong: root.checked
        count: root.count > 0 ? root.count : -1
        marked: root.marked
    }
    background: Item {
        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: Theme.focusWidth
            color: Theme.accent
            visible: root.checked
        }
        FocusRing {
            anchors.margins: Theme.focusWidth
            shown: root.visualFocus
        }
    }

    function choose(): void {
        root.checked = true;
        root.clicked();
    }
}
