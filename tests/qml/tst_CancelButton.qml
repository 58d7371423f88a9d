// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Taskdeck.Controls

TestCase {
    id: testCase
    name: "CancelButton"
    when: windowShown
    visible: true
    width: 200
    height: 100

    Component {
        id: buttonComponent
        CancelButton {
            taskName: "download"
        }
    }

    SignalSpy {
        id: spy
        signalName: "cancelRequested"
    }

    function make(properties: var): CancelButton {
        const button = createTemporaryObject(buttonComponent, testCase, properties);
        spy.target = button;
        spy.clear();
        return button;
    }

    function test_clickAsks(): void {
        mouseClick(make({}));
        compare(spy.count, 1);
    }

    function test_keysAsk_data(): var {
        return [{tag: "space", key: Qt.Key_Space}, {tag: "return", key: Qt.Key_Return}];
    }

    function test_keysAsk(data: var): void {
        make({}).forceActiveFocus();
        keyClick(data.key);
        compare(spy.count, 1);
    }

    function test_nameIsTakenAsItStands_data(): var {
        return [
            {tag: "plain", taskName: "download", name: "Cancel download"},
            {tag: "a place marker", taskName: "%1 %2", name: "Cancel %1 %2"},
            {tag: "a replacement pattern", taskName: "$& $1", name: "Cancel $& $1"},
        ];
    }

    function test_nameIsTakenAsItStands(data: var): void {
        compare(make({taskName: data.taskName}).Accessible.name, data.name);
    }

    function test_hoverSaysWhatItDoes(): void {
        const button = make({});
        mouseMove(testCase, testCase.width - 1, testCase.height - 1);
        mouseMove(button, 1, 1);
        tryVerify(() => button.hovered);
        compare(findChild(button, "tipLoader").item.text, "Cancel download");
    }

    function test_secondRequestIsPossible(): void {
        const button = make({cancelling: true});
        mouseClick(button);
        compare(spy.count, 1);
        compare(button.Accessible.name, "Ask download again to end");
    }
}
