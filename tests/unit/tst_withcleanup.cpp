// SPDX-License-Identifier: MIT
#include "coretest.h"

#include <taskdeck/timeout.h>
#include <taskdeck/withcleanup.h>

#include <QtTest/QTest>

using namespace taskdeck;
using namespace taskdeck::coretest;

namespace {

struct PowerFailure : FatalError {
    const char *what() const noexcept override { return "power"; }
};

/// What the scope threw; empty for nothing.
template<typename Body, typename Cleanup>
Coro<QString> leaving(Body body, Cleanup cleanup)
{
    try {
        auto scope = withCleanup(std::move(body), std::move(cleanup));
        co_await std::move(scope);
    } catch (...) {
        co_return textOf(std::current_exception());
    }
    co_return QString();
}

auto cleaning(Log &log, std::chrono::milliseconds time = 1s)
{
    return [&log, time]() -> Coro<> {
        log += u"cleanup begins"_s;
        co_await taskdeck::sleep(time);
        log += u"cleanup ends"_s;
    };
}

const Log cleaned{u"cleanup begins"_s, u"cleanup ends"_s};

} // namespace

/// `finally` with an await in it: rule A2 of the catalogue.
class WithCleanupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleansUpAfterAValue();
    void cleansUpAfterAFailure();
    void cleansUpAfterACancel();
    void givesTheBodysValue();
    void theSameExceptionComesOut();
    void cancelDuringTheCleanupInterruptsIt_data();
    void cancelDuringTheCleanupInterruptsIt();
    void secondCancelInterruptsTheCleanup();
    void cleanupThatSwallowsTheCancel();
    void failureOfTheCleanupReplaces_data();
    void failureOfTheCleanupReplaces();
    void lostFatalFailureStillStopsTheLoop();
    void rememberedCancelComesInTheCleanup();
    void theBodyIsGoneWhenTheCleanupRuns();
    void closuresLiveInTheScope();
    void closuresMayBeMoveOnly();
    void cleanupThatThrowsBeforeItsCoroutine();
    void nestedFromTheInside();
    void destroyedInTheCleanup();
    void neverRunsIfTheBodyNeverBegan();
    void aMillionReadyBodiesInConstantStack();
};

void WithCleanupTest::cleansUpAfterAValue()
{
    Log log;
    TestLoop loop;

    QCOMPARE(loop.run(leaving(yieldNow, cleaning(log))), QString());
    QCOMPARE(log, cleaned);
    QCOMPARE(loop.elapsed(), 1s);
}

void WithCleanupTest::cleansUpAfterAFailure()
{
    Log log;
    TestLoop loop;
    const auto fails = [] {
        return failing("boom");
    };

    QCOMPARE(loop.run(leaving(fails, cleaning(log))), u"runtime_error: boom"_s);
    QCOMPARE(log, cleaned);
}

void WithCleanupTest::cleansUpAfterACancel()
{
    Log log;
    TestLoop loop;
    auto task = createTask(withCleanup(never, cleaning(log)));
    loop.tick();

    task.cancel(u"why"_s);
    loop.advance(999ms);
    QVERIFY(!task.done());
    loop.advance(1ms);

    QCOMPARE(ending(task), u"cancelled: why"_s);
    QCOMPARE(log, cleaned);
}

void WithCleanupTest::givesTheBodysValue()
{
    Log log;
    TestLoop loop;
    const auto body = [] {
        return giving(std::make_unique<int>(7));
    };

    QCOMPARE(*loop.run(withCleanup(body, cleaning(log))), 7);
    static_assert(std::same_as<decltype(withCleanup(never, never)), Coro<>>);
}

void WithCleanupTest::theSameExceptionComesOut()
{
    Log log;
    TestLoop loop;
    const auto thrown = std::make_exception_ptr(std::runtime_error("boom"));
    const auto body = [&]() -> Coro<> {
        std::rethrow_exception(thrown);
        co_return;
    };
    const auto task = createTask(withCleanup(body, cleaning(log)));

    loop.advance(1s);

    QVERIFY(task.exception() == thrown);
}

void WithCleanupTest::cancelDuringTheCleanupInterruptsIt_data()
{
    QTest::addColumn<bool>("fails");
    QTest::newRow("after a value") << false;
    QTest::newRow("after a failure") << true;
}

void WithCleanupTest::cancelDuringTheCleanupInterruptsIt()
{
    QFETCH(bool, fails);
    Log log;
    Reports reports;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        if (fails)
            throw std::runtime_error("boom");
        co_return;
    };
    auto task = createTask(withCleanup(body, cleaning(log)));
    loop.tick();

    task.cancel(u"why"_s);
    loop.tick();

    QCOMPARE(ending(task), u"cancelled: why"_s);
    QCOMPARE(log, Log{u"cleanup begins"_s});
    QCOMPARE(reports.texts(), fails
                                  ? QStringList{u"A failure was replaced by one of its cleanup <- "
                                                "runtime_error: boom"_s}
                                  : QStringList());
}

void WithCleanupTest::secondCancelInterruptsTheCleanup()
{
    Log log;
    Reports reports;
    TestLoop loop;
    auto task = createTask(withCleanup(never, cleaning(log)));
    loop.tick();
    task.cancel(u"first"_s);
    loop.advance(500ms);

    task.cancel(u"second"_s);
    loop.tick();

    QCOMPARE(ending(task), u"cancelled: second"_s);
    QCOMPARE(log, Log{u"cleanup begins"_s});
    QCOMPARE(reports.texts(), QStringList()); // a cancellation that is lost is no news
}

void WithCleanupTest::cleanupThatSwallowsTheCancel()
{
    TestLoop loop;
    const auto fails = [] {
        return failing("boom");
    };
    const auto stubborn = []() -> Coro<> {
        try {
            co_await never();
        } catch (const CancelledError &) {
        }
    };
    auto task = createTask(leaving(fails, stubborn));
    loop.tick();

    task.cancel();
    loop.tick();

    QCOMPARE(task.result(), u"runtime_error: boom"_s); // what the body threw
}

void WithCleanupTest::failureOfTheCleanupReplaces_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("report");
    const auto lost = u"A failure was replaced by one of its cleanup <- "_s;
    QTest::newRow("a value") << u"value"_s << QString();
    QTest::newRow("a failure") << u"failure"_s << lost + u"runtime_error: body"_s;
    QTest::newRow("a cancellation") << u"cancel"_s << QString();
    QTest::newRow("anything else") << u"int"_s << lost + u"int: 7"_s;
}

void WithCleanupTest::failureOfTheCleanupReplaces()
{
    QFETCH(QString, body);
    QFETCH(QString, report);
    Reports reports;
    TestLoop loop;
    const auto run = [&]() -> Coro<> {
        if (body == u"failure"_s)
            throw std::runtime_error("body");
        if (body == u"cancel"_s)
            throw CancelledError();
        if (body == u"int"_s)
            throw 7;
        co_return;
    };
    const auto cleanup = []() -> Coro<> {
        co_await yieldNow();
        throw std::runtime_error("cleanup");
    };

    QCOMPARE(loop.run(leaving(run, cleanup)), u"runtime_error: cleanup"_s);
    QCOMPARE(reports.texts(), report.isEmpty() ? QStringList() : QStringList{report});
}

void WithCleanupTest::lostFatalFailureStillStopsTheLoop()
{
    Reports reports;
    const auto body = []() -> Coro<> {
        throw PowerFailure();
        co_return;
    };
    const auto cleanup = [] {
        return failing("cleanup");
    };
    const auto swallows = [&]() -> Coro<> {
        auto scope = leaving(body, cleanup);
        co_await std::move(scope);
        co_await taskdeck::sleep(5s);
    };

    QCOMPARE(thrownBy([&] {
                 Loop::current().runUntilComplete(swallows());
             }),
             u"PowerFailure: power"_s);
    QCOMPARE(reports.texts().size(), 1);
    for (AnyTask task : allTasks())
        task.cancel();
    Loop::current().runUntilComplete(yieldNow());
}

void WithCleanupTest::rememberedCancelComesInTheCleanup()
{
    Log log;
    TestLoop loop;
    const auto body = []() -> Coro<> {
        currentTask().cancel(u"self"_s);
        co_return;
    };
    const auto task = createTask(leaving(body, cleaning(log)));

    loop.tick(2);

    QCOMPARE(task.result(), u"CancelledError: self"_s);
    QCOMPARE(log, Log{u"cleanup begins"_s});
}

void WithCleanupTest::theBodyIsGoneWhenTheCleanupRuns()
{
    Log log;
    TestLoop loop;
    const auto body = [&]() -> Coro<> {
        const auto local = farewell([&] {
            log += u"local dies"_s;
        });
        co_await yieldNow();
    };

    loop.run(withCleanup(body, cleaning(log)));

    QCOMPARE(log, Log{u"local dies"_s} + cleaned);
}

void WithCleanupTest::closuresLiveInTheScope()
{
    TestLoop loop;
    auto captured = std::make_shared<int>(5);
    const std::weak_ptr<int> watched = captured;
    QList<int> values;
    const auto task = createTask([&values, captured = std::move(captured)]() mutable -> Coro<> {
        const auto noteLater = [&values, captured = std::move(captured)]() -> Coro<> {
            co_await taskdeck::sleep(1s);
            values += *captured;
        };
        auto scope = withCleanup(noteLater, noteLater);
        co_await std::move(scope);
    });

    loop.advance(2s);

    QVERIFY(task.done());
    QCOMPARE(values, (QList<int>{5, 5}));
    QVERIFY(watched.expired());
}

void WithCleanupTest::closuresMayBeMoveOnly()
{
    TestLoop loop;
    int cleanedUp = 0;
    auto body = [value = std::make_unique<int>(3)]() -> Coro<int> {
        co_await yieldNow();
        co_return *value;
    };
    auto cleanup = [&cleanedUp, value = std::make_unique<int>(4)]() -> Coro<> {
        co_await yieldNow();
        cleanedUp = *value;
    };

    QCOMPARE(loop.run(withCleanup(std::move(body), std::move(cleanup))), 3);
    QCOMPARE(cleanedUp, 4);
}

void WithCleanupTest::cleanupThatThrowsBeforeItsCoroutine()
{
    Reports reports;
    TestLoop loop;
    const auto fails = [] {
        return failing("boom");
    };
    const auto cleanup = [&] {
        if (reports.texts().isEmpty())
            throw std::runtime_error("no coroutine");
        return never();
    };

    QCOMPARE(loop.run(leaving(fails, cleanup)), u"runtime_error: no coroutine"_s);
    QCOMPARE(reports.texts().size(), 1);
}

void WithCleanupTest::nestedFromTheInside()
{
    Log log;
    TestLoop loop;
    const auto outerCleanup = [&]() -> Coro<> {
        co_await yieldNow();
        log += u"outer"_s;
    };
    const auto inner = [&] {
        return withCleanup(never, cleaning(log));
    };
    auto task = createTask(withCleanup(inner, outerCleanup));
    loop.tick();

    task.cancel(u"why"_s);
    loop.advance(1s);

    QCOMPARE(ending(task), u"cancelled: why"_s);
    QCOMPARE(log, cleaned + Log{u"outer"_s});
}

void WithCleanupTest::destroyedInTheCleanup()
{
    Log log;
    auto freight = std::make_shared<int>(1);
    const std::weak_ptr<int> watched = freight;
    {
        TestLoop loop;
        auto cleanup = [&log, freight = std::move(freight)]() -> Coro<> {
            log += u"cleanup begins"_s;
            co_await never();
        };
        createTask(withCleanup(yieldNow, std::move(cleanup)));
        loop.tick(3);
    }

    QCOMPARE(log, Log{u"cleanup begins"_s});
    QVERIFY(watched.expired());
}

void WithCleanupTest::neverRunsIfTheBodyNeverBegan()
{
    Log log;
    TestLoop loop;
    auto task = createTask(withCleanup(never, cleaning(log)));

    task.cancel();
    loop.advance(1s);

    QVERIFY(task.cancelled());
    QCOMPARE(log, Log());
}

void WithCleanupTest::aMillionReadyBodiesInConstantStack()
{
    qint64 sum = 0;
    const auto body = []() -> Coro<qint64> {
        const auto ready = [] {
            return giving(1);
        };
        const auto done = []() -> Coro<> {
            co_return;
        };
        qint64 total = 0;
        for (int i = 0; i < 1'000'000; ++i) {
            auto scope = withCleanup(ready, done);
            total += co_await std::move(scope);
        }
        co_return total;
    };

    inThread(
        [&] {
            TestLoop loop;
            const auto task = createTask(body);
            loop.tick();
            sum = task.result();
        },
        512 * 1024);

    QCOMPARE(sum, 1'000'000);
}

QTEST_GUILESS_MAIN(WithCleanupTest)
#include "tst_withcleanup.moc"
