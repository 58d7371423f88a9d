// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Taskdeck.Controls

TestCase {
    id: testCase
    name: "TaskDelegate"
    when: windowShown
    visible: true // a TestCase hides its children by default; then no click arrives
    width: 800
    height: 100

    Component {
        id: delegateComponent
        TaskDelegate {
            index: 0
            taskId: 7
            name: "download"
            taskState: StateBadge.Running
            stateText: "Running"
            progress: 0.625
            elapsedText: "12.3 s"
            note: "network"
            depth: 0
            hasChildren: false
            expanded: false
            cancellable: true
            width: testCase.width
        }
    }

    Component {
        id: spyComponent
        SignalSpy {}
    }

    // A fresh delegate and spy for each test; both die with the test.
    function make(properties: var, signalName = "cancelRequested"): var {
        const delegate = createTemporaryObject(delegateComponent, testCase, properties);
        verify(delegate);
        const spy = createTemporaryObject(spyComponent, testCase, {target: delegate, signalName});
        return {delegate, spy};
    }

    function test_cancelButtonReportsTheId(): void {
        const {delegate, spy} = make({});
        mouseClick(findChild(delegate, "cancelButton"));
        compare(spy.count, 1);
        compare(spy.signalArguments[0][0], 7);
    }

    function test_cancelButtonDoesNotChooseTheRow(): void {
        const {delegate, spy} = make({}, "chosen");
        mouseClick(findChild(delegate, "cancelButton"));
        compare(spy.count, 0);
    }

    function test_deleteKey_data(): var {
        return [
            {tag: "live task", cancellable: true, requests: 1},
            {tag: "finished task", cancellable: false, requests: 0},
        ];
    }

    function test_deleteKey(data: var): void {
        const {delegate, spy} = make({cancellable: data.cancellable});
        delegate.forceActiveFocus();
        keyClick(Qt.Key_Delete);
        compare(spy.count, data.requests);
    }

    function test_clickChooses(): void {
        const {delegate, spy} = make({}, "chosen");
        mouseClick(delegate, Theme.padding, delegate.height / 2);
        compare(spy.count, 1);
        compare(spy.signalArguments[0][0], 7);
    }

    function test_doubleClickOpens(): void {
        const {delegate, spy} = make({}, "openRequested");
        mouseDoubleClickSequence(delegate, Theme.padding, delegate.height / 2);
        compare(spy.count, 1);
    }

    function test_rowSpeaksNameStateAndNote(): void {
        const {delegate} = make({taskState: StateBadge.Waiting, stateText: "Waiting"});
        compare(delegate.Accessible.name, "download");
        compare(delegate.Accessible.description, "Waiting, network");
        compare(delegate.Accessible.role, Accessible.ListItem);
    }

    function test_foldButtonReportsTheRow(): void {
        const {delegate, spy} = make({index: 3, hasChildren: true, expanded: true}, "foldRequested");
        mouseClick(findChild(delegate, "foldButton"));
        compare(spy.count, 1);
        compare(spy.signalArguments[0][0], 3);
        compare(spy.signalArguments[0][1], false);
    }

    function test_unknownProgressIsNotAPercentage(): void {
        const {delegate} = make({progress: -1});
        compare(findChild(delegate, "percent").text, "");
    }

    function test_narrowRowKeepsTheUrgentNote_data(): var {
        return [
            {tag: "wide", width: 800, urgent: false, shown: true},
            {tag: "narrow", width: 420, urgent: false, shown: false},
            {tag: "narrow and urgent", width: 420, urgent: true, shown: true},
        ];
    }

    function test_narrowRowKeepsTheUrgentNote(data: var): void {
        const {delegate} = make({urgent: data.urgent});
        delegate.width = data.width;
        compare(findChild(delegate, "note").visible, data.shown);
    }

    function test_koreanKeepsTheRowHeight(): void {
        const {delegate} = make({name: "사진 내려받기"});
        compare(delegate.height, Theme.rowHeight);
    }
}
