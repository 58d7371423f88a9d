// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Taskdeck.Controls

TestCase {
    id: testCase
    name: "FailureTree"
    when: windowShown
    visible: true
    width: 500
    height: 600

    property list<string> stack: []

    Component {
        id: delegateComponent
        FailureDelegate {
            index: 0
            depth: 0
            relation: ""
            type: "sync::SyncError"
            message: "no answer"
            frames: testCase.stack
            width: testCase.width
        }
    }

    function make(properties: var): FailureDelegate {
        return createTemporaryObject(delegateComponent, testCase, properties);
    }

    function makeWithFrames(count: int): FailureDelegate {
        testCase.stack = Array.from({length: count}, (_, index) => "net::read  stream.cpp:" + (index + 1));
        return make({});
    }

    function test_typeAndMessageAreReadable(): void {
        const row = make({});
        compare(findChild(row, "failureType").Accessible.name, "sync::SyncError");
        compare(findChild(row, "failureMessage").Accessible.name, "no answer");
        compare(findChild(row, "failureType").Accessible.role, Accessible.StaticText);
    }

    function test_theFirstOneIsLarge(): void {
        const first = findChild(make({}), "failureType");
        const cause = findChild(make({depth: 1, relation: "caused by"}), "failureType");
        verify(first.font.pixelSize > cause.font.pixelSize);
    }

    function test_foreignTextIsPlain(): void {
        const message = findChild(make({message: "<b>bold</b>"}), "failureMessage");
        compare(message.textFormat, TextEdit.PlainText);
        compare(message.text, "<b>bold</b>");
    }

    function test_longStacksFold(): void {
        const row = makeWithFrames(Theme.framesShown + 3);
        const before = row.implicitHeight;
        const more = findChild(row, "foldFrames");
        verify(more.visible);
        mouseClick(more);
        tryVerify(() => row.implicitHeight >= before + 3 * Theme.codeRowHeight);
    }

    function test_shortStacksDoNotFold(): void {
        const more = findChild(makeWithFrames(Theme.framesShown), "foldFrames");
        verify(!more.visible);
    }

    function test_frameIsSplitIntoFunctionAndPlace(): void {
        const row = makeWithFrames(1);
        compare(findChild(row, "frameFunction").text, "net::read");
        compare(findChild(row, "framePlace").text, "stream.cpp:1");
    }
}
