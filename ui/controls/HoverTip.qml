// SPDX-License-Identifier: MIT
import QtQuick

// Makes a tip for what it fills, only while it is wanted: a popup for each row would be dear.
Item {
    id: root

    required property string text
    required property bool wanted

    readonly property bool shown: root.wanted && root.text.length > 0

    objectName: "hoverTip"
    anchors.fill: parent

    onShownChanged: root.shown ? root.show() : root.hide()

    // By name: the Loader of 6.4 makes nothing from a bound component.
    Loader {
        id: loader
        objectName: "tipLoader"
    }

    function show(): void {
        loader.setSource("HintTip.qml", {parent: root, text: root.text, visible: true});
    }

    function hide(): void {
        loader.source = "";
    }
}
