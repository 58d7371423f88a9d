// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/coro.h>

#include <QtCore/QMap>
#include <QtCore/QString>

class QThreadPool;

namespace taskdeck {

/// The SHA-256 of every file below a folder: relative path → hexadecimal digits.
///
/// Each file is a task of its own, as many at once as the pool has threads; the current task shows
/// how many are done. One unreadable file does not keep the others from being read.
///
/// @param pool  must outlive the task
/// @throws BatchError  some files could not be read, or were cancelled: it names them
[[nodiscard]] Coro<QMap<QString, QString>> checksums(QThreadPool &pool, QString folder);

} // namespace taskdeck
