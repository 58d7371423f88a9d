// SPDX-License-Identifier: MIT
#include "filesync.h"

#include <QtConcurrent/QtConcurrentRun>

#include <unistd.h>

namespace taskdeck {

QFuture<void> syncToDisk(int handle)
{
    const int own = ::dup(handle);
    return QtConcurrent::run([own] {
        if (own < 0)
            return; // commit() syncs again, and reports
        ::fsync(own);
        ::close(own);
    });
}

} // namespace taskdeck
