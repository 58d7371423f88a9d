// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Taskdeck.Controls

TestCase {
    id: testCase
    name: "NewTaskDialog"
    when: windowShown
    visible: true
    width: 600
    height: 500

    Component {
        id: dialogComponent
        NewTaskDialog {}
    }

    Component {
        id: spyComponent
        SignalSpy {}
    }

    function make(signalName: string): var {
        const dialog = createTemporaryObject(dialogComponent, testCase);
        const spy = createTemporaryObject(spyComponent, testCase, {target: dialog, signalName});
        dialog.open();
        tryVerify(() => dialog.opened);
        return {dialog, spy};
    }

    function find(dialog: NewTaskDialog, name: string): Item {
        const item = findChild(dialog.contentItem, name) ?? findChild(dialog.header, name)
            ?? findChild(dialog.footer, name);
        verify(item, name);
        return item;
    }

    function test_firstFieldHasTheKeyboard(): void {
        const {dialog} = make("commandRequested");
        verify(find(dialog, "commandLineInput").activeFocus);
    }

    function test_commandIsReported(): void {
        const {dialog, spy} = make("commandRequested");
        find(dialog, "commandLineInput").text = " ls -l ";
        find(dialog, "commandFolderInput").text = "/tmp";
        mouseClick(find(dialog, "commandShell"));
        mouseClick(find(dialog, "newTaskStart"));
        compare(spy.count, 1);
        compare(spy.signalArguments[0][0], "ls -l");
        compare(spy.signalArguments[0][1], true);
        compare(spy.signalArguments[0][2], "/tmp");
        verify(dialog.opened); // its owner closes it
    }

    function test_downloadIsReported(): void {
        const {dialog, spy} = make("downloadRequested");
        mouseClick(find(dialog, "kindDownload"));
        const field = find(dialog, "downloadUrlInput");
        tryVerify(() => field.activeFocus);
        field.text = "https://example.org/a.iso";
        keyClick(Qt.Key_Return);
        compare(spy.count, 1);
        compare(spy.signalArguments[0][0], "https://example.org/a.iso");
    }

    function test_checksumsAreReported(): void {
        const {dialog, spy} = make("checksumsRequested");
        mouseClick(find(dialog, "kindChecksums"));
        find(dialog, "checksumFolderInput").text = "/srv/photos";
        mouseClick(find(dialog, "newTaskStart"));
        compare(spy.count, 1);
        compare(spy.signalArguments[0][0], "/srv/photos");
    }

    function test_emptyFieldStartsNothing(): void {
        const {dialog, spy} = make("commandRequested");
        verify(!find(dialog, "newTaskStart").enabled);
        keyClick(Qt.Key_Return);
        compare(spy.count, 0);
    }

    function test_refusalIsShownUnderTheField(): void {
        const {dialog} = make("commandRequested");
        dialog.refusal = "There is no program called \"lss\".";
        const message = find(dialog, "commandLineMessage");
        verify(message.visible);
        compare(message.text, dialog.refusal);
        verify(dialog.opened);
    }

    function test_escapeCloses(): void {
        const {dialog} = make("commandRequested");
        keyClick(Qt.Key_Escape);
        tryVerify(() => !dialog.visible);
    }
}
