// SPDX-License-Identifier: MIT
import QtQuick

// The keyboard of a list: which key asks for what.
QtObject {
    id: root

    required property int page // rows that a page key jumps
    required property int count

    // Rows to move for each key.
    readonly property var steps: ({ // var: a table
        [Qt.Key_Up]: -1, [Qt.Key_K]: -1,
        [Qt.Key_Down]: 1, [Qt.Key_J]: 1,
        [Qt.Key_PageUp]: -root.page, [Qt.Key_PageDown]: root.page,
        [Qt.Key_Home]: -root.count, [Qt.Key_End]: root.count
    })

    signal moved(int delta)
    signal opened()
    signal cancelled()
    signal folded(bool expanded)

    // Tells whether the key meant something here.
    function handle(key: int, modifiers: int): bool {
        const plain = (modifiers & ~Qt.KeypadModifier) === Qt.NoModifier;
        return plain && (root.move(key) || root.ask(key));
    }

    function move(key: int): bool {
        const known = key in root.steps;
        if (known)
            root.moved(root.steps[key]);
        return known;
    }

    function ask(key: int): bool {
        switch (key) {
        case Qt.Key_Return:
        case Qt.Key_Enter: root.opened(); return true;
        case Qt.Key_Delete: root.cancelled(); return true;
        case Qt.Key_Left: root.folded(false); return true;
        case Qt.Key_Right: root.folded(true); return true;
        }
        return false;
    }
}
