// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QFuture>
#include <QtCore/QString>

#include <stdexcept>

class QThreadPool;

namespace taskdeck {

/// A file could not be read: "a.jpg cannot be read: Permission denied."
class FileUnreadable : public std::runtime_error
{
public:
    FileUnreadable(const QString &file, const QString &reason);
    ~FileUnreadable() override;
};

/// The SHA-256 of a file in hexadecimal digits, computed in a thread of the pool.
///
/// Fails with FileUnreadable. A cancel is noticed after at most 1 MiB.
QFuture<QString> sha256Of(QThreadPool &pool, const QString &file);

} // namespace taskdeck
