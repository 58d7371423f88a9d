// SPDX-License-Identifier: MIT
#pragma once

#include "parsed.h"

#include <QtCore/QUrl>

/// Looks at what the user typed before anything starts. Each gives what is to be used, or one
/// sentence why it cannot.
namespace taskdeck::inputchecks {

/// A folder to work in or to read; empty = the user's home. "~" is the home too.
Parsed<QString> readableFolder(const QString &folder);

/// An address that a download can start from.
Parsed<QUrl> downloadUrl(const QUrl &url);

/// The file that a download is saved as. A folder takes the name from the URL, and a free one.
Parsed<QString> targetFile(const QString &file, const QUrl &url);

/// A line for /bin/sh -c.
Parsed<QString> shellLine(const QString &line);

} // namespace taskdeck::inputchecks
