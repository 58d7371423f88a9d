// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QUrl>
#include <QtNetwork/QTcpServer>

namespace taskdeck {

/// A web server for the demo's downloads: loopback only, a port of its own.
///
/// "/slow/NAME" is a file of 12 MiB that comes at 400 KiB/s, "/fast/NAME" the same at once,
/// "/moved/NAME" redirects to "/fast/NAME", everything else is 404. It answers GET and HEAD; what
/// is no request gets 400, and who stays silent for 10 s is hung up on.
class DemoServer : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 fileSize = 12 * 1024 * 1024;

    explicit DemoServer(QObject *parent = nullptr);

    /// @returns false if no port is free; errorString() says why
    bool listen();
    QString errorString() const { return m_server.errorString(); }

    /// @param path  begins with "/"
    QUrl url(const QString &path) const;

private:
    void accept();

    QTcpServer m_server;
};

} // namespace taskdeck
