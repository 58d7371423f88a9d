// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QTimer>
#include <QtNetwork/QTcpSocket>

namespace taskdeck {

/// One request to the demo server, and its answer.
///
/// A child of its socket, which deletes itself when the connection ends.
class DemoConnection : public QObject
{
    Q_OBJECT
public:
    explicit DemoConnection(QTcpSocket *socket);

private:
    void read();
    void answer(const QByteArray &method, const QByteArray &path);
    void refuse(int status, const QByteArray &reason, const QByteArray &headers = {});
    void begin(const QByteArray &statusLine, const QByteArray &headers, qint64 size);
    void wrote();
    void sendMore();
    void finish();

    QTcpSocket &m_socket;
    QTimer m_pace;    ///< of a slow file
    QTimer m_silence; ///< until we hang up
    QByteArray m_head;
    qint64 m_left = 0; ///< bytes of the file still to send
    qint64 m_chunk = 0;
};

} // namespace taskdeck
