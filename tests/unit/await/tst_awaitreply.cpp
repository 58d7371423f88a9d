// SPDX-License-Identifier: MIT
#include <taskdeck/qt.h>
#include <taskdeck/taskdeck.h>
#include <taskdeck/testing.h>

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
    Q_OBJECT
public:
    explicit Server(const QByteArray &answer)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, answer] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::disconnected, this, &Server::clientGone);
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket, answer] {
                if (!socket->readAll().endsWith("\r\n\r\n"))
                    return;
                Q_EMIT asked();
                socket->write(answer);
            });
        });
    }
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1/"_s.arg(serverPort())); }

Q_SIGNALS:
    void asked();
    void clientGone();
};

/// A reply of the test's own.
class Canned : public QNetworkReply
{
public:
    void abort() override
    {
        ++aborts;
        heardAtAbort = isSignalConnected(QMetaMethod::fromSignal(&QNetworkReply::finished));
    }
    void end()
    {
        setFinished(true);
        Q_EMIT finished();
    }

    int aborts = 0;
    bool heardAtAbort = false;

protected:
    qint64 readData(char *, qint64) override { return -1; }
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
    void theServerSeesACancelAsAClosedConnection();
    void aCancelDisconnectsBeforeItAborts();
    void aCancelDoesNotWakeTheTaskWithAValue();
    void whatIsDerivedFromAReplyIsAwaitedAsOne();
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

void AwaitReplyTest::theServerSeesACancelAsAClosedConnection()
{
    const Server server("");
    QNetworkAccessManager network;
    const auto body = [](const Server *stalling, QNetworkReply *reply) -> Coro<> {
        auto task = createTask(fetch(reply));
        co_await signalOf(stalling, &Server::asked);
        task.cancel(u"enough"_s);
        co_await signalOf(stalling, &Server::clientGone); // what came before it was not heard
        if (!task.cancelled())
            throw std::logic_error("not cancelled");
    };

    Loop::current().runUntilComplete(body(&server, network.get(QNetworkRequest(server.url()))));
}

void AwaitReplyTest::aCancelDisconnectsBeforeItAborts()
{
    Canned reply;
    TestLoop loop;
    auto task = createTask(fetch(&reply));
    loop.tick();

    task.cancel(u"enough"_s);
    loop.tick();

    QCOMPARE(reply.aborts, 1);
    QVERIFY(!reply.heardAtAbort);
    QVERIFY(task.cancelled());
}

void AwaitReplyTest::aCancelDoesNotWakeTheTaskWithAValue()
{
    const Server server("");
    QNetworkAccessManager network;
    QNetworkReply *reply = network.get(QNetworkRequest(server.url()));
    bool wentOn = false;
    const auto body = [](QNetworkReply *awaited, bool &on) -> Coro<> {
        co_await awaited;
        on = true;
    };
    auto task = createTask(body(reply, wentOn));
    Loop::current().runUntilComplete(yieldNow());
    QSignalSpy finished(reply, &QNetworkReply::finished); // others still hear of it

    task.cancel(u"enough"_s);
    const auto heard = finished.size();
    QVERIFY(task.waitForFinished(5s));

    QCOMPARE(heard, 1);
    QVERIFY(!wentOn);
}

void AwaitReplyTest::whatIsDerivedFromAReplyIsAwaitedAsOne()
{
    Canned reply;
    TestLoop loop;
    const auto body = [](Canned *canned) -> Coro<bool> {
        co_return co_await canned == canned;
    };
    const auto task = createTask(body(&reply));
    loop.tick();

    reply.end();
    loop.tick();

    QVERIFY(task.result());
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

    QVERIFY_THROWS_EXCEPTION(SenderDestroyedError, static_cast<void>(task.result()));
}

QTEST_GUILESS_MAIN(AwaitReplyTest)
#include "tst_awaitreply.moc"
