// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Taskdeck.Controls
import Taskdeck.Models

// Who waits for whom, with the frames that each is suspended in.
Column {
    id: root

    required property AwaitChainModel chain

    signal taskRequested(double taskId)

    objectName: "awaitChain"
    visible: root.chain.count > 0
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Await chain")

    Repeater {
        model: root.chain

        ChainDelegate {
            required property string section

            width: root.width
            heading: isTask && depth === 0 ? section : "" // a chain begins
            onTaskRequested: taskId => root.taskRequested(taskId)
        }
    }
}
