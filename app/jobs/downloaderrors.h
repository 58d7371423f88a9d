// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

#include <stdexcept>

namespace taskdeck {

/// A download did not arrive, or could not be saved. The message is one sentence.
class DownloadFailed : public std::runtime_error
{
public:
    explicit DownloadFailed(const QString &message);
    ~DownloadFailed() override;
};

/// The server answered, but not with the file: "404 Not Found: http://…".
class HttpError : public DownloadFailed
{
public:
    HttpError(int status, const QString &reason, const QString &url);
    ~HttpError() override;

    int status() const { return m_status; }

private:
    int m_status;
};

} // namespace taskdeck
