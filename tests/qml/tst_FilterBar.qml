// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Taskdeck.Controls

TestCase {
    id: testCase
    name: "FilterBar"
    when: windowShown
    visible: true
    width: 600
    height: 200

    Component {
        id: barComponent
        FilterBar {
            width: testCase.width
            allCount: 1234
            runningCount: 2
            failedCount: 1
        }
    }

    Component {
        id: spyComponent
        SignalSpy {}
    }

    function make(signalName: string, properties = {}): var {
        const bar = createTemporaryObject(barComponent, testCase, properties);
        const spy = createTemporaryObject(spyComponent, testCase, {target: bar, signalName});
        return {bar, spy};
    }

    function test_chipReportsItsFilter_data(): var {
        return [
            {tag: "chipAll", filter: FilterBar.All},
            {tag: "chipRunning", filter: FilterBar.Running},
            {tag: "chipFailed", filter: FilterBar.Failed},
            {tag: "chipDone", filter: FilterBar.Done},
            {tag: "chipCancelled", filter: FilterBar.Cancelled},
        ];
    }

    function test_chipReportsItsFilter(data: var): void {
        const {bar, spy} = make("filterChosen");
        mouseClick(findChild(bar, data.tag));
        compare(spy.count, 1);
        compare(spy.signalArguments[0][0], data.filter);
    }

    function test_chipsFollowTheOwner(): void {
        const {bar} = make("filterChosen", {chosen: FilterBar.Failed});
        verify(findChild(bar, "chipFailed").checked);
        mouseClick(findChild(bar, "chipDone"));
        verify(findChild(bar, "chipFailed").checked); // until its owner says otherwise
        verify(!findChild(bar, "chipDone").checked);
        bar.chosen = FilterBar.Done;
        verify(findChild(bar, "chipDone").checked);
    }

    function test_countsAreShown(): void {
        const {bar} = make("filterChosen");
        compare(findChild(findChild(bar, "chipAll"), "count").text, Number(1234).toLocaleString(Qt.locale(), "f", 0));
        compare(findChild(findChild(bar, "chipFailed"), "count").text, "1");
    }

    function test_typingReportsEachChange(): void {
        const {bar, spy} = make("edited");
        bar.begin();
        keyClick(Qt.Key_A);
        keyClick(Qt.Key_B);
        compare(spy.count, 2);
        compare(spy.signalArguments[1][0], "ab");
    }

    function test_escapeEmptiesThenLeaves(): void {
        const {bar, spy} = make("leaveRequested");
        bar.begin();
        keyClick(Qt.Key_A);
        keyClick(Qt.Key_Escape);
        compare(bar.text, "");
        compare(spy.count, 0);
        keyClick(Qt.Key_Escape);
        compare(spy.count, 1);
    }

    function test_clearEndedNeedsEndedTasks(): void {
        const {bar, spy} = make("clearEndedRequested");
        const button = findChild(bar, "clearEnded");
        verify(!button.enabled);
        bar.endedCount = 3;
        mouseClick(button);
        compare(spy.count, 1);
    }
}
