// SPDX-License-Identifier: MIT
import QtQuick

// An exception, its causes and its members, as a tree written down the page.
RowList {
    id: root

    objectName: "failureTree"
    Accessible.role: Accessible.Tree
    Accessible.name: qsTr("Exception and its causes")

    delegate: FailureDelegate {
        width: ListView.view.width
    }
}
