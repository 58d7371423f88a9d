// SPDX-License-Identifier: MIT
#include "democonnection.h"

#include "demoserver.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace taskdeck {

static constexpr auto pace = 50ms;
static constexpr auto longestSilence = 10s;
static constexpr qint64 slowChunk = 400 * 1024 / 20; // 400 KiB/s at that pace
static constexpr qint64 fastChunk = 1024 * 1024;
static constexpr qint64 maxBuffered = 2 * fastChunk;
static constexpr qsizetype maxHead = 8 * 1024;

DemoConnection::DemoConnection(QTcpSocket *socket)
    : QObject(socket)
    , m_socket(*socket)
{
    m_pace.setInterval(pace);
    connect(&m_pace, &QTimer::timeout, this, &DemoConnection::sendMore);
    m_silence.setSingleShot(true);
    m_silence.setInterval(longestSilence);
    connect(&m_silence, &QTimer::timeout, socket, &QTcpSocket::abort);
    m_silence.start();
    connect(socket, &QTcpSocket::readyRead, this, &DemoConnection::read);
    connect(socket, &QTcpSocket::bytesWritten, this, &DemoConnection::wrote);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    read(); // the request may have come with the connection
}

void DemoConnection::read()
{
    m_head += m_socket.read(maxHead + 1 - m_head.size());
    const qsizetype end = m_head.indexOf("\r\n\r\n");
    if (end < 0 && m_head.size() <= maxHead)
        return;
    // One request for each connection.
    disconnect(&m_socket, &QTcpSocket::readyRead, this, &DemoConnection::read);
    const auto words = m_head.left(m_head.indexOf("\r\n")).split(' ');
    if (end < 0 || words.size() != 3 || !words.at(2).startsWith("HTTP/1.") ||
        !words.at(1).startsWith('/'))
        return refuse(400, "Bad Request");
    if (words.at(0) != "GET" && words.at(0) != "HEAD")
        return refuse(405, "Method Not Allowed", "Allow: GET, HEAD\r\n");
    answer(words.at(0), words.at(1));
}

void DemoConnection::answer(const QByteArray &method, const QByteArray &path)
{
    if (path.startsWith("/moved/"))
        return refuse(302, "Found", "Location: /fast/" + path.mid(7) + "\r\n");
    const bool isSlow = path.startsWith("/slow/");
    if (!isSlow && !path.startsWith("/fast/"))
        return refuse(404, "Not Found");

    m_chunk = isSlow ? slowChunk : fastChunk;
    begin("200 OK", "Content-Type: application/octet-stream\r\n", DemoServer::fileSize);
    if (method == "HEAD")
        return finish();
    m_left = DemoServer::fileSize;
    if (isSlow)
        m_pace.start();
    sendMore();
}

void DemoConnection::refuse(int status, const QByteArray &reason, const QByteArray &headers)
{
    const QByteArray statusLine = QByteArray::number(status) + ' ' + reason;
    begin(statusLine, headers + "Content-Type: text/plain\r\n", statusLine.size() + 1);
    m_socket.write(statusLine + '\n');
    finish();
}

void DemoConnection::begin(const QByteArray &statusLine, const QByteArray &headers, qint64 size)
{
    m_socket.write("HTTP/1.1 " + statusLine + "\r\n" + headers +
                   "Content-Length: " + QByteArray::number(size) + "\r\nConnection: close\r\n\r\n");
}

void DemoConnection::wrote()
{
    m_silence.start();
    if (m_chunk == fastChunk)
        sendMore();
}

void DemoConnection::sendMore()
{
    if (m_left <= 0 || m_socket.bytesToWrite() > maxBuffered)
        return; // a reader that does not read is waited for, until it has been silent for too long
    const qint64 count = std::min(m_left, m_chunk);
    m_socket.write(QByteArray(qsizetype(count), 't'));
    m_left -= count;
    if (m_left == 0)
        finish();
}

void DemoConnection::finish()
{
    m_pace.stop();
    m_socket.disconnectFromHost(); // after what is still to be written
}

} // namespace taskdeck
