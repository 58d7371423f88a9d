// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Taskdeck.Controls

TestCase {
    id: testCase
    name: "Buttons"
    when: windowShown
    visible: true
    width: 400
    height: 200

    Component {
        id: pushComponent
        PushButton { text: "Start" }
    }

    Component {
        id: iconComponent
        IconButton { text: "Close"; iconName: "close" }
    }

    Component {
        id: linkComponent
        LinkText { text: "parent" }
    }

    Component {
        id: switchComponent
        ToggleSwitch { text: "Follow" }
    }

    SignalSpy {
        id: spy
    }

    function make(component: Component, signalName: string): Item {
        const control = createTemporaryObject(component, testCase);
        spy.target = control;
        spy.signalName = signalName;
        spy.clear();
        return control;
    }

    function test_click_data(): var {
        return [
            {tag: "push", component: pushComponent, name: "Start"},
            {tag: "icon", component: iconComponent, name: "Close"},
            {tag: "link", component: linkComponent, name: "parent"},
        ];
    }

    function test_click(data: var): void {
        const control = make(data.component, "clicked");
        compare(control.Accessible.name, data.name);
        mouseClick(control);
        compare(spy.count, 1);
        control.forceActiveFocus();
        keyClick(Qt.Key_Return);
        compare(spy.count, 2);
        keyClick(Qt.Key_Space);
        compare(spy.count, 3);
    }

    function test_switchTurns(): void {
        const control = make(switchComponent, "toggled");
        mouseClick(control);
        verify(control.checked);
        control.forceActiveFocus();
        keyClick(Qt.Key_Space);
        verify(!control.checked);
        compare(spy.count, 2);
    }
}
