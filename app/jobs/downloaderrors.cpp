// SPDX-License-Identifier: MIT
#include "downloaderrors.h"

namespace taskdeck {

DownloadFailed::DownloadFailed(const QString &message)
    : std::runtime_error(message.toStdString())
{
}

DownloadFailed::~DownloadFailed() = default;

HttpError::HttpError(int status, const QString &reason, const QString &url)
    : DownloadFailed(QStringLiteral("%1: %2").arg(
          QStringLiteral("%1 %2").arg(status).arg(reason).trimmed(), url))
    , m_status(status)
{
}

HttpError::~HttpError() = default;

} // namespace taskdeck
