// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

namespace taskdeck {

/// Starts what "New task" offers. The application implements it; tests fake it.
///
/// Each call checks its arguments and either starts a task, which then shows in the feed, or
/// starts nothing. What goes wrong after the start is the task's failure, not the call's.
class JobLauncher
{
public:
    /// Either the id of the started task, or one sentence for the user.
    struct Started {
        quint64 task = 0;
        QString refusal{};
    };

    virtual ~JobLauncher() = default;

    /// @param line    split into program and arguments as a shell would, without running one;
    ///                with `shell` it is handed to /bin/sh -c as it is
    /// @param folder  empty = the user's home
    virtual Started startCommand(const QString &line, bool shell, const QString &folder) = 0;

    /// @param file  where to save; an existing folder takes the name from the URL
    virtual Started startDownload(const QUrl &url, const QString &file) = 0;

    /// @param folder  read recursively; one task with a child for each file
    virtual Started startChecksums(const QString &folder) = 0;
};

} // namespace taskdeck
