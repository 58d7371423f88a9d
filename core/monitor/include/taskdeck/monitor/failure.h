// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

namespace taskdeck::monitor {

/// A place in source code. Line 0 = unknown.
struct Frame {
    QString function{};
    QString file{};
    int line = 0;

    friend bool operator==(const Frame &, const Frame &) = default;
};

/// An exception as shown: everything is text, nothing refers to a live object.
struct Failure {
    QString type{}; ///< demangled
    QString message{};
    QList<Failure> causes{};  ///< what led to it: usually none or one
    QList<Failure> members{}; ///< of a group or a batch
    QList<Frame> throwSite{}; ///< innermost first; empty = not recorded

    friend bool operator==(const Failure &, const Failure &) = default;
};

} // namespace taskdeck::monitor
