// SPDX-License-Identifier: MIT
#include <taskdeck/qt.h>
#include <taskdeck/taskdeck.h>

#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace taskdeck;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Answers each request with the same bytes; without any it stalls.
class Server : public QTcpServer
{
public:
    explicit Server(const QByteArray &answer)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, answer] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket, answer] {
                if (!answer.isEmpty() && socket->readAll().endsWith("\r\n\r\n"))
                    socket->write(answer);
            });
        });
    }
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1/"_s.arg(serverPort())); }
};

Coro<QByteArray> fetch(QNetworkReply *reply)
{
    QNetworkReply *finished = co_await reply;
    co_return finished->error() == QNetworkReply::NoError ? finished->readAll()
                                                          : finished->errorString().toUtf8();
}

} // namespace

class AwaitReplyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheFinishedReply();
    void networkErrorsDoNotThrow();
    void httpErrorsDoNotThrow();
    void aCancelAbortsAStalledReplyAtOnce();
    void aReplyThatDiesThrows();
};

void AwaitReplyTest::givesTheFinishedReply()
{
    const Server server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi");
    QNetworkAccessManager network;
    QNetworkReply *reply = network.get(QNetworkRequest(server.url()));

    QCOMPARE(Loop::current().runUntilComplete(fetch(reply)), QByteArray("hi"));
}

void AwaitReplyTest::networkErrorsDoNotThrow()
{
    QTcpServer closed;
    closed.listen(QHostAddress::LocalHost);
    const QUrl url(u"http://127.0.0.1:%1/"_s.arg(closed.serverPort()));
    closed.close();
    QNetworkAccessManager network;

    const QByteArray text =
        Loop::current().runUntilComplete(fetch(network.get(QNetworkRequest(url))));

    QCOMPARE(text, QByteArray("Connection refused"));
}

void AwaitReplyTest::httpErrorsDoNotThrow()
{
    const Server server("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    QNetworkAccessManager network;

    const QByteArray text =
        Loop::current().runUntilComplete(fetch(network.get(QNetworkRequest(server.url()))));

    QVERIFY2(text.contains("Not Found"), text);
}

void AwaitReplyTest::aCancelAbortsAStalledReplyAtOnce()
{
    const Server server("");
    QNetworkAccessManager network;
    QNetworkReply *reply = network.get(QNetworkRequest(server.url()));
    auto task = createTask(fetch(reply));
    Loop::current().runUntilComplete(yieldNow());

    task.cancel(u"enough"_s);
    QVERIFY(task.waitForFinished(5s));

    QVERIFY(task.cancelled());
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
}

void AwaitReplyTest::aReplyThatDiesThrows()
{
    const Server server("");
    QNetworkAccessManager network;
    QNetworkReply *reply = network.get(QNetworkRequest(server.url()));
    const auto task = createTask(fetch(reply));
    Loop::current().runUntilComplete(yieldNow());

    delete reply;
    QVERIFY(task.waitForFinished(5s));

    QVERIFY_EXCEPTION_THROWN(static_cast<void>(task.result()), SenderDestroyedError);
}

QTEST_GUILESS_MAIN(AwaitReplyTest)
#include "tst_awaitreply.moc"
