// SPDX-License-Identifier: MIT
#include "demoserver.h"

#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

using namespace taskdeck;

class DemoServerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.listen(), qPrintable(m_server.errorString())); }

    void answers_data();
    void answers();
    void slowFilesBeginAtOnce();
    void requestMayComeInPieces();
    void listensOnThisMachineOnly();

private:
    /// Everything that comes back for these bytes.
    QByteArray answerTo(const QByteArray &request) const
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost,
                             quint16(m_server.url(QStringLiteral("/")).port()));
        socket.write(request);
        QByteArray answer;
        const bool ended = QTest::qWaitFor(
            [&] {
                answer += socket.readAll();
                return socket.state() == QAbstractSocket::UnconnectedState;
            },
            30'000);
        return ended ? answer + socket.readAll() : QByteArray("no end");
    }

    DemoServer m_server;
};

void DemoServerTest::answers_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("statusLine");

    const auto row = [](const char *name, const QByteArray &request, const char *statusLine) {
        QTest::newRow(name) << request << QByteArray(statusLine);
    };
    row("a file", "GET /fast/a HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 200 OK");
    row("its head", "HEAD /slow/a HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK");
    row("a moved file", "GET /moved/a HTTP/1.1\r\n\r\n", "HTTP/1.1 302 Found");
    row("nothing there", "GET /other HTTP/1.1\r\n\r\n", "HTTP/1.1 404 Not Found");
    row("another method", "DELETE /fast/a HTTP/1.1\r\n\r\n", "HTTP/1.1 405 Method Not Allowed");
    row("no request", "\r\n\r\n", "HTTP/1.1 400 Bad Request");
    row("bytes", QByteArray("\0\x01\xff\xfe\r\n\r\n", 8), "HTTP/1.1 400 Bad Request");
    row("an endless head", QByteArray(100'000, 'x'), "HTTP/1.1 400 Bad Request");
}

void DemoServerTest::answers()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, statusLine);

    const QByteArray answer = answerTo(request);

    if (request.size() > 50'000 && answer.isEmpty())
        return; // the rest of what it did not want met a closed door, which may cost the answer
    QCOMPARE(answer.left(answer.indexOf('\r')), statusLine);
    if (request.startsWith("GET /fast"))
        QVERIFY(answer.size() > DemoServer::fileSize);
}

void DemoServerTest::slowFilesBeginAtOnce()
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost,
                         quint16(m_server.url(QStringLiteral("/")).port()));
    socket.write("GET /slow/a HTTP/1.1\r\n\r\n");

    QTRY_VERIFY_WITH_TIMEOUT(socket.bytesAvailable() > 1'000, 30'000);

    QVERIFY(socket.bytesAvailable() < DemoServer::fileSize);
}

void DemoServerTest::requestMayComeInPieces()
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost,
                         quint16(m_server.url(QStringLiteral("/")).port()));
    for (const char piece : QByteArray("GET /x HTTP/1.1\r\n\r\n")) {
        socket.write(&piece, 1);
        QTRY_COMPARE_WITH_TIMEOUT(socket.bytesToWrite(), 0, 30'000);
    }

    QTRY_VERIFY_WITH_TIMEOUT(socket.bytesAvailable() > 12, 30'000);
    QCOMPARE(socket.read(12), QByteArray("HTTP/1.1 404"));
}

void DemoServerTest::listensOnThisMachineOnly()
{
    QCOMPARE(m_server.url(QStringLiteral("/a")).host(), QStringLiteral("127.0.0.1"));
}

QTEST_GUILESS_MAIN(DemoServerTest)
#include "tst_demoserver.moc"
