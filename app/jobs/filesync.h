// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QFuture>

namespace taskdeck {

/// Waits, in a pool thread, until the file is on the disk: QSaveFile::commit() would block the
/// caller for as long as that takes.
///
/// @param handle  may be closed meanwhile
QFuture<void> syncToDisk(int handle);

} // namespace taskdeck
