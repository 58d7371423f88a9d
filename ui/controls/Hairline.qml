// SPDX-License-Identifier: MIT
import QtQuick

// The one line between panes.
Rectangle {
    implicitWidth: Theme.hair
    implicitHeight: Theme.hair
    color: Theme.hairline
}
