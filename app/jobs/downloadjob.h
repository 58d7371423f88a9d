// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/coro.h>
#include <taskdeck/resultview.h>

#include <QtCore/QString>
#include <QtCore/QUrl>

class QNetworkAccessManager;

namespace taskdeck {

/// What a download brought.
struct DownloadResult {
    QString file{};
    qint64 bytes = 0;
};

/// Fetches `url` into `file`, which appears when it is complete and never in part.
///
/// Follows redirects, but not from https to http. The current task shows how far it is. A cancel
/// stops it at once; it gives up by itself when nothing arrives for 60 s.
///
/// @param network  must outlive the task
/// @throws HttpError       the server answered with another status than success
/// @throws DownloadFailed  it could not be reached, broke off, or the file could not be written
[[nodiscard]] Coro<DownloadResult> download(QNetworkAccessManager &network, QUrl url, QString file);

template<>
struct ResultView<DownloadResult> {
    static QVariant of(const DownloadResult &result);
};

} // namespace taskdeck
