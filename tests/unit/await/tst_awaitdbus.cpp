// SPDX-License-Identifier: MIT
#include "coretest.h"
#include "privatebus.h"

#include <taskdeck/qt.h>
#include <taskdeck/taskdeck.h>

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusContext>
#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;

namespace {

const QString service = u"dev.taskdeck.Test"_s;
const QString path = u"/test"_s;

class Service : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "dev.taskdeck.Test")

public Q_SLOTS:
    QString echo(const QString &text) { return text; }
    void refuse() { sendErrorReply(u"dev.taskdeck.Refused"_s, u"not today"_s); }
    void never()
    {
        setDelayedReply(true);
        Q_EMIT asked();
    }

Q_SIGNALS:
    void asked();
};

/// A bus, the service on it, and a client on a connection of its own: two programs as far as the
/// bus knows.
class Scene
{
public:
    Scene()
        : m_server(QDBusConnection::connectToBus(bus.address(), u"server"_s))
        , m_client(QDBusConnection::connectToBus(bus.address(), u"client"_s))
    {
        if (!m_server.registerObject(path, &object, QDBusConnection::ExportAllSlots) ||
            !m_server.registerService(service))
            qFatal("no service");
    }
    ~Scene()
    {
        QDBusConnection::disconnectFromBus(u"client"_s);
        QDBusConnection::disconnectFromBus(u"server"_s);
    }

    QDBusPendingCall call(const QString &method, const QVariantList &arguments = {})
    {
        auto message = QDBusMessage::createMethodCall(service, path, service, method);
        message.setArguments(arguments);
        return m_client.asyncCall(message);
    }

    PrivateBus bus;
    Service object;

private:
    QDBusConnection m_server;
    QDBusConnection m_client;
};

Coro<QDBusMessage> answerTo(QDBusPendingCall call)
{
    co_return co_await call;
}

template<typename T>
Coro<QDBusPendingReply<T>> replyTo(QDBusPendingReply<T> call)
{
    co_return co_await call;
}

} // namespace

class AwaitDBusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheAnswer();
    void anAnswerThatIsThereCostsNoTick();
    void anErrorReplyDoesNotThrow();
    void aTypedReplyGivesItself();
    void anAnswerOfAnotherTypeIsAnError();
    void aServiceThatIsMissingIsAnError();
    void aCancelStopsListeningAtOnce();
    void aBusThatDiesAnswersWithAnError();
    void theMonitorSeesWork();
};

void AwaitDBusTest::givesTheAnswer()
{
    Scene scene;

    const QDBusMessage answer =
        Loop::current().runUntilComplete(answerTo(scene.call(u"echo"_s, {u"hello"_s})));

    QCOMPARE(answer.type(), QDBusMessage::ReplyMessage);
    QCOMPARE(answer.arguments(), QVariantList{u"hello"_s});
}

void AwaitDBusTest::anAnswerThatIsThereCostsNoTick()
{
    const auto call =
        QDBusPendingCall::fromCompletedCall(QDBusMessage::createError(u"dev.taskdeck.A"_s, u"a"_s));
    TestLoop loop;

    const auto task = createTask(answerTo(call));
    loop.tick();

    QCOMPARE(task.result().errorName(), u"dev.taskdeck.A"_s);
}

void AwaitDBusTest::anErrorReplyDoesNotThrow()
{
    Scene scene;

    const QDBusMessage answer = Loop::current().runUntilComplete(answerTo(scene.call(u"refuse"_s)));

    QCOMPARE(answer.type(), QDBusMessage::ErrorMessage);
    QCOMPARE(answer.errorName(), u"dev.taskdeck.Refused"_s);
    QCOMPARE(answer.errorMessage(), u"not today"_s);
}

void AwaitDBusTest::aTypedReplyGivesItself()
{
    Scene scene;
    const QDBusPendingReply<QString> call = scene.call(u"echo"_s, {u"hello"_s});

    const QDBusPendingReply<QString> reply = Loop::current().runUntilComplete(replyTo(call));

    QVERIFY(reply.isValid());
    QCOMPARE(reply.value(), u"hello"_s);
}

void AwaitDBusTest::anAnswerOfAnotherTypeIsAnError()
{
    Scene scene;
    const QDBusPendingReply<int> call = scene.call(u"echo"_s, {u"hello"_s});

    const QDBusPendingReply<int> reply = Loop::current().runUntilComplete(replyTo(call));

    QCOMPARE(reply.error().type(), QDBusError::InvalidSignature);
}

void AwaitDBusTest::aServiceThatIsMissingIsAnError()
{
    const PrivateBus bus;
    auto client = QDBusConnection::connectToBus(bus.address(), u"lonely"_s);
    const auto call =
        client.asyncCall(QDBusMessage::createMethodCall(service, path, service, u"echo"_s));

    const QDBusMessage answer = Loop::current().runUntilComplete(answerTo(call));
    QDBusConnection::disconnectFromBus(u"lonely"_s);

    QCOMPARE(QDBusError(answer).type(), QDBusError::ServiceUnknown);
}

void AwaitDBusTest::aCancelStopsListeningAtOnce()
{
    Scene scene;
    const QDBusPendingCall call = scene.call(u"never"_s);
    auto task = createTask(answerTo(call));
    Loop::current().runUntilComplete([](Service *object) -> Coro<> {
        co_await signalOf(object, &Service::asked);
    }(&scene.object));

    task.cancel(u"enough"_s);
    Loop::current().runUntilComplete(yieldNow());

    QCOMPARE(ending(task), u"cancelled: enough"_s);
    QVERIFY(!call.isFinished()); // it goes on, and nobody listens
}

void AwaitDBusTest::aBusThatDiesAnswersWithAnError()
{
    Scene scene;
    const auto task = createTask(answerTo(scene.call(u"never"_s)));
    Loop::current().runUntilComplete([](Service *object) -> Coro<> {
        co_await signalOf(object, &Service::asked);
    }(&scene.object));

    scene.bus.stop();
    QVERIFY(task.waitForFinished(20s)); // less than D-Bus's own limit of 25 s

    QCOMPARE(task.result().type(), QDBusMessage::ErrorMessage);
}

void AwaitDBusTest::theMonitorSeesWork()
{
    Scene scene;
    const auto task = createTask(answerTo(scene.call(u"never"_s)));
    Loop::current().runUntilComplete(yieldNow());
    const TaskInfo info = task.info();
    scene.bus.stop();
    QVERIFY(task.waitForFinished(20s));

    QCOMPARE(info.state, TaskInfo::State::Running);
    QCOMPARE(info.awaits, u"D-Bus"_s);
}

QTEST_GUILESS_MAIN(AwaitDBusTest)
#include "tst_awaitdbus.moc"
