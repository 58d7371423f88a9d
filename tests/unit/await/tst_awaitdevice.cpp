// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/taskdeck.h>

#include <QtCore/QBuffer>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtNetwork/QLocalServer>
#include <QtNetwork/QLocalSocket>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;

namespace {

template<typename Pointer, typename T>
constexpr bool gives = std::is_same_v<detail::AwaitGives<Pointer>, T>;

class Program : public QProcess
{
};

static_assert(gives<QIODevice *, QByteArray> && gives<QFile *, QByteArray>);
static_assert(gives<QTcpSocket *, QByteArray> && gives<QLocalSocket *, QByteArray>);
static_assert(gives<QProcess *, int> && gives<Program *, int>, "until it has finished");
static_assert(!detail::AwaitableHere<QNetworkReply *>, "not without <taskdeck/qt.h>");

/// The reading end of a stream that the test feeds.
class Stream : public QIODevice
{
public:
    Stream() { open(ReadOnly | Unbuffered); }

    void feed(const QByteArray &bytes)
    {
        m_bytes += bytes;
        Q_EMIT readyRead();
    }
    void end()
    {
        m_ended = true;
        Q_EMIT readChannelFinished();
    }
    bool isHeard() const
    {
        return isSignalConnected(QMetaMethod::fromSignal(&QIODevice::readyRead));
    }

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_bytes.size(); }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        if (m_bytes.isEmpty())
            return m_ended ? -1 : 0;
        const qint64 given = std::min<qint64>(size, m_bytes.size());
        std::copy_n(m_bytes.constData(), given, data);
        m_bytes.remove(0, given);
        return given;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    bool m_ended = false;
};

template<typename Device>
Coro<QByteArray> reading(Device *device)
{
    co_return co_await device;
}

template<typename Device>
Coro<QByteArray> readingAll(Device *device)
{
    QByteArray all;
    for (;;) {
        const QByteArray some = co_await device;
        if (some.isEmpty())
            co_return all;
        all += some + '|';
    }
}

QString textFile(const QTemporaryDir &folder)
{
    QFile file(folder.filePath(u"file"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write("text") != 4)
        qFatal("no file");
    return file.fileName();
}

} // namespace

class AwaitDeviceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsThereIsReadAtOnce();
    void waitsUntilThereIsSomething();
    void aFileIsReadAtOnceAndThenAtItsEnd();
    void aFileOfUnknownSizeIsRead();
    void aBufferIsReadAtOnce();
    void theEndOfTheStreamGivesNothing();
    void aStreamThatHasEndedGivesNothingAtOnce();
    void whatCameBeforeTheEndIsGiven();
    void closingGivesNothing();
    void oneThatIsNotOpenForReadingGivesNothing();
    void aCancelStopsListeningAndReadsNothing();
    void aCancelAfterDataCameLosesNone();
    void aDeviceThatDiesThrowsInsteadOfHanging();
    void aNullDeviceIsRefused();
    void aDeviceOfAnotherThreadIsRefused();
    void aFileThatTellsNothingIsRefused();
    void aLocalSocketIsReadToItsEnd();
    void aTcpSocketIsWaitedForWhileItConnects();
    void aConnectionThatIsRefusedGivesNothing();
    void aSocketSeenAsADeviceEndsToo();
    void aProcessSeenAsADeviceGivesItsOutput();
    void theMonitorCanNameIt();
};

void AwaitDeviceTest::whatIsThereIsReadAtOnce()
{
    Stream stream;
    stream.feed("now");
    TestLoop loop;

    const auto task = createTask(reading(&stream));
    loop.tick();

    QCOMPARE(task.result(), QByteArray("now"));
}

void AwaitDeviceTest::waitsUntilThereIsSomething()
{
    Stream stream;
    TestLoop loop;
    const auto task = createTask(reading(&stream));
    loop.tick(3);
    const bool early = task.done();

    stream.feed("a");
    stream.feed("b");
    loop.tick();

    QVERIFY(!early);
    QCOMPARE(task.result(), QByteArray("ab"));
}

void AwaitDeviceTest::aFileIsReadAtOnceAndThenAtItsEnd()
{
    const QTemporaryDir folder;
    QFile file(textFile(folder));
    QVERIFY(file.open(QIODevice::ReadOnly));
    TestLoop loop;

    const auto task = createTask(readingAll(&file));
    loop.tick();

    QCOMPARE(task.result(), QByteArray("text|"));
}

void AwaitDeviceTest::aFileOfUnknownSizeIsRead()
{
    QFile file(u"/proc/self/status"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    TestLoop loop;

    QVERIFY(loop.run(reading(&file)).startsWith("Name:"));
}

void AwaitDeviceTest::aBufferIsReadAtOnce()
{
    QBuffer buffer;
    buffer.setData("text");
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    TestLoop loop;

    QCOMPARE(loop.run(readingAll(&buffer)), QByteArray("text|"));
}

void AwaitDeviceTest::theEndOfTheStreamGivesNothing()
{
    Stream stream;
    TestLoop loop;
    const auto task = createTask(reading(&stream));
    loop.tick();

    stream.end();
    loop.tick();

    QCOMPARE(task.result(), QByteArray());
}

void AwaitDeviceTest::aStreamThatHasEndedGivesNothingAtOnce()
{
    Stream stream;
    stream.end();
    TestLoop loop;

    const auto task = createTask(reading(&stream));
    loop.tick();

    QCOMPARE(task.result(), QByteArray());
}

void AwaitDeviceTest::whatCameBeforeTheEndIsGiven()
{
    Stream stream;
    TestLoop loop;
    const auto task = createTask(readingAll(&stream));
    loop.tick();

    stream.feed("last");
    stream.end();
    loop.tick();

    QCOMPARE(task.result(), QByteArray("last|"));
}

void AwaitDeviceTest::closingGivesNothing()
{
    Stream stream;
    TestLoop loop;
    const auto task = createTask(reading(&stream));
    loop.tick();

    stream.close();
    loop.tick();

    QCOMPARE(task.result(), QByteArray());
}

void AwaitDeviceTest::oneThatIsNotOpenForReadingGivesNothing()
{
    Stream closed;
    closed.close();
    QBuffer writeOnly;
    QVERIFY(writeOnly.open(QIODevice::WriteOnly));
    TestLoop loop;

    QCOMPARE(loop.run(reading(&closed)), QByteArray()); // a warning of Qt would fail the test
    QCOMPARE(loop.run(reading(&writeOnly)), QByteArray());
}

void AwaitDeviceTest::aCancelStopsListeningAndReadsNothing()
{
    Stream stream;
    TestLoop loop;
    auto task = createTask(reading(&stream));
    loop.tick();
    QVERIFY(stream.isHeard());

    task.cancel(u"enough"_s);
    const bool heard = stream.isHeard();
    stream.feed("kept");
    loop.tick();

    QVERIFY(!heard);
    QCOMPARE(ending(task), u"cancelled: enough"_s);
    QVERIFY(stream.isOpen());
    QCOMPARE(stream.readAll(), QByteArray("kept"));
}

void AwaitDeviceTest::aCancelAfterDataCameLosesNone()
{
    Stream stream;
    TestLoop loop;
    auto task = createTask(reading(&stream));
    loop.tick();

    stream.feed("kept");
    task.cancel(u"enough"_s);
    loop.tick();

    QCOMPARE(ending(task), u"cancelled: enough"_s);
    QCOMPARE(stream.readAll(), QByteArray("kept"));
}

void AwaitDeviceTest::aDeviceThatDiesThrowsInsteadOfHanging()
{
    auto stream = std::make_unique<Stream>();
    TestLoop loop;
    const auto task = createTask(reading(stream.get()));
    loop.tick();

    stream.reset();
    loop.tick();

    QCOMPARE(ending(task), u"SenderDestroyedError: the awaited object was destroyed"_s);
}

void AwaitDeviceTest::aNullDeviceIsRefused()
{
    TestLoop loop;

    QCOMPARE(thrownBy([&loop] {
                 loop.run(reading<QFile>(nullptr));
             }),
             u"invalid_argument: a null object cannot be awaited"_s);
}

void AwaitDeviceTest::aDeviceOfAnotherThreadIsRefused()
{
    QThread elsewhere;
    Stream stream;
    stream.moveToThread(&elsewhere);
    TestLoop loop;

    QCOMPARE(thrownBy([&] {
                 loop.run(reading(&stream));
             }),
             u"UsageError: this object lives in another thread than the task that awaits it"_s);
}

void AwaitDeviceTest::aFileThatTellsNothingIsRefused()
{
    QFile file(u"/dev/null"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    TestLoop loop;

    const QString thrown = thrownBy([&] {
        loop.run(reading(&file));
    });

    QVERIFY2(thrown.startsWith(u"UsageError: a QFile on a pipe"_s), qPrintable(thrown));
}

void AwaitDeviceTest::aLocalSocketIsReadToItsEnd()
{
    const QTemporaryDir folder;
    QLocalServer server;
    QVERIFY(server.listen(folder.filePath(u"socket"_s)));
    connect(&server, &QLocalServer::newConnection, this, [&server] {
        QLocalSocket *peer = server.nextPendingConnection();
        peer->write("one");
        peer->flush();
        peer->write("two"); // and closes with the second still on its way
        peer->disconnectFromServer();
    });
    QLocalSocket socket;
    socket.connectToServer(server.serverName());

    const QByteArray all = Loop::current().runUntilComplete(readingAll(&socket));

    QCOMPARE(QByteArray(all).replace("|", ""), QByteArray("onetwo"));
}

void AwaitDeviceTest::aTcpSocketIsWaitedForWhileItConnects()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&server] {
        QTcpSocket *peer = server.nextPendingConnection();
        peer->write("hello");
        peer->disconnectFromHost();
    });
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, server.serverPort());
    QCOMPARE(socket.state(), QAbstractSocket::ConnectingState);

    QCOMPARE(Loop::current().runUntilComplete(readingAll(&socket)), QByteArray("hello|"));
}

void AwaitDeviceTest::aConnectionThatIsRefusedGivesNothing()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const quint16 port = closed.serverPort();
    closed.close();
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);

    QCOMPARE(Loop::current().runUntilComplete(reading(&socket)), QByteArray());
    QCOMPARE(socket.error(), QAbstractSocket::ConnectionRefusedError);
}

void AwaitDeviceTest::aSocketSeenAsADeviceEndsToo()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&server] {
        QTcpSocket *peer = server.nextPendingConnection();
        peer->write("hello");
        peer->disconnectFromHost();
    });
    QTcpSocket socket;
    const auto body = [](QTcpSocket *client, quint16 port) -> Coro<QByteArray> {
        client->connectToHost(QHostAddress::LocalHost, port);
        co_await signalOf(client, &QTcpSocket::connected);
        co_return co_await readingAll<QIODevice>(client);
    };

    QCOMPARE(Loop::current().runUntilComplete(body(&socket, server.serverPort())),
             QByteArray("hello|"));
}

void AwaitDeviceTest::aProcessSeenAsADeviceGivesItsOutput()
{
    QProcess process;
    process.start(u"/bin/sh"_s, {u"-c"_s, u"echo out"_s});

    QCOMPARE(Loop::current().runUntilComplete(readingAll<QIODevice>(&process)),
             QByteArray("out\n|"));
    process.waitForFinished();
}

void AwaitDeviceTest::theMonitorCanNameIt()
{
    Stream stream;
    TestLoop loop;
    const auto task = createTask(reading(&stream));
    loop.tick();

    QCOMPARE(task.info().awaits, u"data from QIODevice"_s); // Stream has no Q_OBJECT
}

QTEST_GUILESS_MAIN(AwaitDeviceTest)
#include "tst_awaitdevice.moc"
