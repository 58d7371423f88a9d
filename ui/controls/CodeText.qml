// SPDX-License-Identifier: MIT
import QtQuick

// Text in which each sign counts.
BodyText {
    id: root

    font.family: Theme.monospace
    font.pixelSize: Theme.codeSize
}
