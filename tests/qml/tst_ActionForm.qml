// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Taskdeck.Controls

TestCase {
    id: testCase
    name: "ActionForm"
    when: windowShown
    visible: true
    width: 500
    height: 300

    Component {
        id: formComponent
        ActionForm {
            width: testCase.width
        }
    }

    SignalSpy {
        id: spy
        signalName: "addRequested"
    }

    function make(properties: var): ActionForm {
        const form = createTemporaryObject(formComponent, testCase, properties);
        spy.target = form;
        spy.clear();
        return form;
    }

    function type(form: ActionForm, text: string): void {
        const field = findChild(form, "actionText");
        field.forceActiveFocus();
        field.text = text;
    }

    function test_addReportsTheSentence(): void {
        const form = make({});
        findChild(form, "actionWhen").currentIndex = ActionForm.Failed;
        type(form, " notify-send oh ");
        mouseClick(findChild(form, "actionAdd"));
        compare(spy.count, 1);
        compare(spy.signalArguments[0][0], ActionForm.Failed);
        compare(spy.signalArguments[0][1], ActionForm.Command);
        compare(spy.signalArguments[0][2], "notify-send oh");
    }

    function test_enterAdds(): void {
        type(make({}), "true");
        keyClick(Qt.Key_Return);
        compare(spy.count, 1);
    }

    function test_emptyText_data(): var {
        return [
            {tag: "a command needs a line", effect: ActionForm.Command, requests: 0},
            {tag: "a notification has a default", effect: ActionForm.Notification, requests: 1},
        ];
    }

    function test_emptyText(data: var): void {
        const form = make({});
        findChild(form, "actionEffect").currentIndex = data.effect;
        type(form, "");
        keyClick(Qt.Key_Return);
        compare(spy.count, data.requests);
    }

    function test_choiceOpensWithTheKeyboard(): void {
        const form = make({});
        const box = findChild(form, "actionWhen");
        box.forceActiveFocus();
        keyClick(Qt.Key_Down);
        keyClick(Qt.Key_Down);
        compare(box.currentIndex, ActionForm.Failed);
    }

    function test_endedTaskSaysThatItRunsAtOnce(): void {
        verify(!findChild(make({over: false}), "actionHint").visible);
        verify(findChild(make({over: true}), "actionHint").visible);
    }

    function test_refusalIsShown(): void {
        const label = findChild(make({refusal: "No such program."}), "actionRefusal");
        verify(label.visible);
        compare(label.Accessible.name, "No such program.");
    }
}
