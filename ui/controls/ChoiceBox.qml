// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T

// One of a few words.
T.ComboBox {
    id: root

    required property string label
    required property list<string> words

    implicitWidth: Math.ceil(root.widest()) + leftPadding + rightPadding
    implicitHeight: Theme.controlHeight
    hoverEnabled: true
    model: root.words
    leftPadding: Theme.spacing
    rightPadding: Theme.padding + Theme.iconSize
    font.pixelSize: Theme.bodySize
    Accessible.role: Accessible.ComboBox
    Accessible.name: root.label
    Accessible.description: root.displayText
    Accessible.onPressAction: root.popup.open()

    delegate: T.ItemDelegate {
        id: entry

        required property int index
        required property string modelData

        width: ListView.view.width
        implicitHeight: Theme.rowHeight
        highlighted: root.highlightedIndex === entry.index
        Accessible.name: entry.modelData
        Accessible.onPressAction: entry.clicked()

        contentItem: BodyText {
            leftPadding: Theme.spacing
            text: entry.modelData
            font.weight: root.currentIndex === entry.index ? Font.DemiBold : Font.Normal
            Accessible.ignored: true
        }
        background: Rectangle {
            radius: Theme.radius
            color: entry.highlighted ? Theme.selection : "transparent"
        }
    }
    indicator: Icon {
        x: root.width - width - Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        iconName: "chevron-down"
    }
    contentItem: BodyText {
        text: root.displayText
        elide: Text.ElideRight
        Accessible.ignored: true
    }
    background: Rectangle {
        radius: Theme.radius
        color: root.down ? Theme.pressed : root.hovered ? Theme.hover : Theme.raised
        border.width: root.visualFocus ? Theme.focusWidth : Theme.hair
        border.color: root.visualFocus ? Theme.accent : Theme.outline
    }
    popup: T.Popup {
        y: root.height + Theme.focusWidth
        width: root.width
        height: Math.min(contentItem.implicitHeight + padding * 2, Theme.popupMaximum)
        padding: Theme.gap
        margins: Theme.gap

        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            model: root.delegateModel
            currentIndex: root.highlightedIndex
            highlightMoveDuration: 0
        }
        background: Rectangle {
            radius: Theme.radius
            color: Theme.raised
            border.width: Theme.hair
            border.color: Theme.outline
        }
    }

    FontMetrics {
        id: metrics
        font.pixelSize: Theme.bodySize
        font.weight: Font.DemiBold
    }

    function widest(): real {
        let width = 0;
        for (let i = 0; i < root.words.length; ++i)
            width = Math.max(width, metrics.advanceWidth(root.words[i]));
        return width;
    }
}
