// SPDX-License-Identifier: MIT
#include "processgroup.h"

#include <QtCore/QProcess>

#include <csignal>
#include <unistd.h>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace taskdeck {

ProcessGroup::~ProcessGroup()
{
    if (m_leader > 0)
        ::kill(-pid_t(m_leader), SIGKILL);
}

void ProcessGroup::lead(QProcess &process)
{
    process.setChildProcessModifier([] { // between fork and exec: async-signal-safe calls only
        ::setpgid(0, 0);
#ifdef Q_OS_LINUX
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
    });
}

void ProcessGroup::started(const QProcess &process)
{
    m_leader = process.processId();
    if (m_leader > 0) // whichever of the two comes first; a kill may not miss the group
        ::setpgid(pid_t(m_leader), pid_t(m_leader));
}

} // namespace taskdeck
