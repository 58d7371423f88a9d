// SPDX-License-Identifier: MIT
#pragma once

#include "joblauncher.h"

#include <taskdeck/errors.h>
#include <taskdeck/task.h>

namespace taskdeck {

/// The words for a start after the loop's shutdown.
JobLauncher::Started refusedAtTheEnd();

/// Makes a task of a job's coroutine. Its failure is the window's to show, so that the loop does
/// not report it as one that nobody looked at. After the loop's shutdown, at the end of the
/// program, it is refused in words instead of thrown.
template<typename T>
JobLauncher::Started startJob(Coro<T> coro, const QString &name, const QString &kind)
{
    try {
        auto task = createTask(std::move(coro), name);
        task.setKind(kind);
        task.addDoneCallback([](const Task<T> &ended) {
            if (ended.failed())
                (void)ended.exception(); // counts as looked at
        });
        return {quint64(task.id()), {}};
    } catch (const UsageError &) {
        return refusedAtTheEnd();
    }
}

} // namespace taskdeck
