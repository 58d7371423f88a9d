// SPDX-License-Identifier: MIT
#include <taskdeck/taskdeck.h>
#include <taskdeck/testing.h>

#include <QtTest/QTest>

using namespace taskdeck;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

Coro<> useFor(Semaphore &semaphore, std::chrono::milliseconds time, QString name, QStringList &log)
{
    co_await semaphore.acquire();
    log += name;
    co_await taskdeck::sleep(time);
    semaphore.release();
}

} // namespace

class SemaphoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void permitsGoInOrderOfAsking();
    void aCancelledWaiterLosesNoPermit();
    void oneCancelledAsItsTurnComesHandsThePermitOn();
    void aNegativeNumberIsRefused();
};

void SemaphoreTest::permitsGoInOrderOfAsking()
{
    QStringList log;
    Semaphore semaphore(1);
    TestLoop loop;
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        static_cast<void>(createTask(useFor(semaphore, 1s, name, log)));

    loop.advance(1500ms);
    QCOMPARE(log, (QStringList{u"a"_s, u"b"_s}));
    loop.advance(2s);

    QCOMPARE(log, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    QVERIFY(!semaphore.locked());
}

void SemaphoreTest::aCancelledWaiterLosesNoPermit()
{
    QStringList log;
    Semaphore semaphore(1);
    TestLoop loop;
    static_cast<void>(createTask(useFor(semaphore, 1s, u"a"_s, log)));
    auto b = createTask(useFor(semaphore, 1s, u"b"_s, log));
    static_cast<void>(createTask(useFor(semaphore, 1s, u"c"_s, log)));
    loop.tick(2);

    b.cancel();
    loop.advance(3s);

    QVERIFY(b.cancelled());
    QCOMPARE(log, (QStringList{u"a"_s, u"c"_s}));
    QVERIFY(!semaphore.locked());
}

void SemaphoreTest::oneCancelledAsItsTurnComesHandsThePermitOn()
{
    QStringList log;
    Semaphore semaphore(0);
    TestLoop loop;
    auto a = createTask(useFor(semaphore, 1s, u"a"_s, log));
    static_cast<void>(createTask(useFor(semaphore, 1s, u"b"_s, log)));
    loop.tick(2);

    semaphore.release();
    a.cancel();
    loop.tick(3);

    QVERIFY(a.cancelled());
    QCOMPARE(log, QStringList{u"b"_s});
}

void SemaphoreTest::aNegativeNumberIsRefused()
{
    QVERIFY_EXCEPTION_THROWN(Semaphore(-1), std::invalid_argument);
}

QTEST_GUILESS_MAIN(SemaphoreTest)
#include "tst_semaphore.moc"
