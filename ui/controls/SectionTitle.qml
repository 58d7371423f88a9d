// SPDX-License-Identifier: MIT
import QtQuick

// The small heading of a part of a pane.
BodyText {
    id: root

    small: true
    subtle: true
    font.weight: Font.DemiBold
    elide: Text.ElideRight
    Accessible.role: Accessible.Heading
}
