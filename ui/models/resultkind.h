// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>

/// How the Result pane shows a value: `ResultKind.Tree`.
namespace taskdeck::ResultKind {
Q_NAMESPACE
QML_ELEMENT

enum Value {
    None, ///< no value (yet), or one that cannot be shown: resultNote says which
    Text, ///< a scalar: resultText
    Tree  ///< a map or a list: resultTree
};
Q_ENUM_NS(Value)

} // namespace taskdeck::ResultKind
