// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Taskdeck.Controls

TestCase {
    id: testCase
    name: "ActionDelegate"
    when: windowShown
    visible: true
    width: 500
    height: 100

    Component {
        id: rowComponent
        ActionDelegate {
            index: 0
            actionId: 5
            effect: ActionForm.Command
            summary: "When it fails → run: true"
            progressState: ActionDelegate.Armed
            runTask: 0
            width: testCase.width
        }
    }

    Component {
        id: spyComponent
        SignalSpy {}
    }

    function make(signalName: string, properties: var): var {
        const row = createTemporaryObject(rowComponent, testCase, properties);
        const spy = createTemporaryObject(spyComponent, testCase, {target: row, signalName});
        return {row, spy};
    }

    function test_armedCanBeRemoved(): void {
        const {row, spy} = make("removeRequested", {});
        mouseClick(findChild(row, "actionRemove"));
        compare(spy.count, 1);
        compare(spy.signalArguments[0][0], 5);
    }

    function test_firedLeadsToItsRun(): void {
        const {row, spy} = make("taskRequested", {progressState: ActionDelegate.Fired, runTask: 42});
        verify(!findChild(row, "actionRemove").visible);
        mouseClick(findChild(row, "actionRun"));
        compare(spy.count, 1);
        compare(spy.signalArguments[0][0], 42);
    }

    function test_stateIsAWord_data(): var {
        return [
            {tag: "Armed", progressState: ActionDelegate.Armed},
            {tag: "Has run", progressState: ActionDelegate.Fired},
            {tag: "Does not apply", progressState: ActionDelegate.NotApplicable},
        ];
    }

    function test_stateIsAWord(data: var): void {
        const {row} = make("taskRequested", {progressState: data.progressState});
        compare(findChild(row, "actionState").text, data.tag);
        compare(row.Accessible.description, data.tag);
    }
}
