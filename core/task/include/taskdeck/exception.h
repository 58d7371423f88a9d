// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/export.h>

#include <QtCore/QList>
#include <QtCore/QString>

#include <exception>

namespace taskdeck {

/// An exception as people read it. Plain values; refers to nothing alive.
struct ExceptionInfo {
    /// One call frame. Line 0 = unknown.
    struct Frame {
        QString function{};
        QString file{};
        int line = 0;
    };

    QString type{};    ///< demangled; empty = there was no exception
    QString message{}; ///< what(), the text of a thrown string, or empty
    QList<ExceptionInfo>
        causes{}; ///< what led to it: nested_exception, QUnhandledException, cause()
    QList<ExceptionInfo> members{}; ///< of an ExceptionGroup or BatchError
    QStringList memberKeys{};       ///< of a BatchError: the key of each member
    QList<Frame> throwSite{};       ///< innermost first; empty without Taskdeck::ThrowTrace
    QList<Frame> awaitSite{};       ///< where it passed through awaits; empty if not recorded
};

/// Describes an exception without rethrowing it, causes and members included.
///
/// Chains deeper than 32 and what is more than 10,000 in all, which only a cycle or malice makes,
/// are cut. Thread: any.
TASKDECK_EXPORT ExceptionInfo describe(const std::exception_ptr &exception);

} // namespace taskdeck
