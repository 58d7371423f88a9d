// SPDX-License-Identifier: MIT
#include "jobtask.h"

#include <QtCore/QCoreApplication>

namespace taskdeck {

JobLauncher::Started refusedAtTheEnd()
{
    return {0, QCoreApplication::translate("taskdeck::JobLauncher", "Taskdeck is about to end.")};
}

} // namespace taskdeck
