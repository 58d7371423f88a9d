// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QFuture>
#include <QtCore/QStringList>

class QThreadPool;

namespace taskdeck {

/// Lists the regular files below `folder`, in a thread of the pool.
///
/// Relative paths, sorted, hidden ones included; links are not followed. A folder that may not be
/// read is listed too, with a "/" at its end, so that what is missing does not go unseen.
QFuture<QStringList> filesBelow(QThreadPool &pool, const QString &folder);

} // namespace taskdeck
