// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

class QProcess;

namespace taskdeck {

/// A process with a group of its own, so that its children can be ended with it.
///
/// Destroyed before ended(), as when the loop is shut down by force, it kills the whole group.
class ProcessGroup
{
public:
    ProcessGroup() = default;
    ~ProcessGroup();
    ProcessGroup(const ProcessGroup &) = delete;
    ProcessGroup &operator=(const ProcessGroup &) = delete;

    /// Before the start: the process will lead a group, and gets SIGTERM if this program dies.
    void lead(QProcess &process);
    /// Right after QProcess::start().
    void started(const QProcess &process);
    /// The leader ended by itself: its children may stay.
    void ended() { m_leader = 0; }

private:
    qint64 m_leader = 0;
};

} // namespace taskdeck
