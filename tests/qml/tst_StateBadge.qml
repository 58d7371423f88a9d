// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Taskdeck.Controls

TestCase {
    id: testCase
    name: "StateBadge"
    when: windowShown
    visible: true
    width: 400
    height: 100

    Component {
        id: badgeComponent
        StateBadge {
            taskState: StateBadge.Scheduled
            word: "Waiting"
        }
    }

    function make(taskState: int): StateBadge {
        return createTemporaryObject(badgeComponent, testCase, {taskState});
    }

    function cleanup(): void {
        Theme.reducedMotion = false;
    }

    function test_eachStateHasAShapeOfItsOwn(): void {
        const shapes = new Set();
        for (let state = StateBadge.Scheduled; state <= StateBadge.Lost; ++state) {
            const shape = findChild(make(state), "shape");
            verify(shape.status === Image.Ready, String(shape.source));
            shapes.add(String(shape.source));
        }
        compare(shapes.size, 8);
    }

    function test_wordIsShownAndSpoken(): void {
        const badge = make(StateBadge.Waiting);
        compare(findChild(badge, "word").text, "Waiting");
        compare(badge.Accessible.name, "Waiting");
    }

    function test_onlyLiveWorkTurns_data(): var {
        return [
            {tag: "running", taskState: StateBadge.Running, turns: true},
            {tag: "cancelling", taskState: StateBadge.Cancelling, turns: true},
            {tag: "waiting", taskState: StateBadge.Waiting, turns: false},
            {tag: "failed", taskState: StateBadge.Failed, turns: false},
        ];
    }

    function test_onlyLiveWorkTurns(data: var): void {
        const shape = findChild(make(data.taskState), "shape");
        if (data.turns)
            tryVerify(() => shape.rotation !== 0);
        else
            compare(shape.rotation, 0);
    }

    function test_reducedMotionHoldsTheArcStill(): void {
        Theme.reducedMotion = true;
        const badge = make(StateBadge.Running);
        verify(!badge.turning);
        compare(findChild(badge, "shape").rotation, 0);
    }
}
