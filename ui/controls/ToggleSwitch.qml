// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

// Something that is on or off.
T.Switch {
    id: root

    implicitWidth: implicitContentWidth
    implicitHeight: Theme.chipHeight
    spacing: Theme.spacing
    font.pixelSize: Theme.bodySize
    Accessible.role: Accessible.CheckBox
    Accessible.name: root.text
    Accessible.checkable: true
    Accessible.checked: root.checked
    Accessible.onPressAction: root.flip()
    Accessible.onToggleAction: root.flip()

    indicator: Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.switchWidth
        height: Theme.switchHeight
        radius: height / 2
        color: root.checked ? Theme.primary : Theme.faint

        Rectangle {
            x: root.checked ? parent.width - width - Theme.focusWidth : Theme.focusWidth
            anchors.verticalCenter: parent.verticalCenter
            width: parent.height - Theme.focusWidth * 2
            height: width
            radius: height / 2
            color: Theme.accentInk

            Behavior on x {
                NumberAnimation { duration: Theme.motion }
            }
        }
        FocusRing {
            anchors.margins: -Theme.focusWidth - Theme.hair
            radius: height / 2
            shown: root.visualFocus
        }
    }
    contentItem: BodyText {
        leftPadding: Theme.switchWidth + root.spacing
        text: root.text
        Accessible.ignored: true
    }

    function flip(): void {
        root.toggle();
        root.toggled();
    }
}
