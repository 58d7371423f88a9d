// SPDX-License-Identifier: MIT
#include <taskdeck/taskdeck.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <csignal>
#include <unistd.h>

using namespace taskdeck;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

void startShell(QProcess &process, const QString &script)
{
    process.start(u"/bin/sh"_s, {u"-c"_s, script});
}

Coro<int> runShell(QString script)
{
    QProcess process;
    startShell(process, script);
    co_return co_await &process;
}

bool isAlive(qint64 pid)
{
    return ::kill(pid_t(pid), 0) == 0;
}

/// Waits until the process has written a line: its script is then under way.
Coro<> ready(QProcess *process)
{
    Promise<void> line;
    const auto future = line.future();
    QObject::connect(process, &QProcess::readyReadStandardOutput, process, [&line] {
        line.trySetResult();
    });
    co_await future;
}

} // namespace

class AwaitProcessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheExitCode();
    void aProgramThatIsMissingThrows();
    void aCrashThrows();
    void aProcessThatHasEndedIsReadyAtOnce();
    void aCancelTerminatesAndThrowsWhenItIsGone();
    void oneThatIgnoresTermIsKilledAfterTheGraceTime();
    void aSecondRequestKillsAtOnce();
    void theWholeGroupEndsWithItsLeader();
    void takingTheRequestBackGivesTheOutcome();
    void theOutcomeSurvivesTheObject();
};

void AwaitProcessTest::givesTheExitCode()
{
    QCOMPARE(Loop::current().runUntilComplete(runShell(u"exit 7"_s)), 7);
}

void AwaitProcessTest::aProgramThatIsMissingThrows()
{
    const auto body = []() -> Coro<int> {
        QProcess process;
        process.start(u"/no/such/program"_s);
        co_return co_await &process;
    };

    try {
        Loop::current().runUntilComplete(body());
        QFAIL("nothing was thrown");
    } catch (const ProcessError &error) {
        QCOMPARE(error.kind(), ProcessError::Kind::FailedToStart);
        QVERIFY(
            QString::fromUtf8(error.what()).startsWith(u"/no/such/program could not start: "_s));
    }
}

void AwaitProcessTest::aCrashThrows()
{
    try {
        Loop::current().runUntilComplete(runShell(u"kill -SEGV $$"_s));
        QFAIL("nothing was thrown");
    } catch (const ProcessError &error) {
        QCOMPARE(error.kind(), ProcessError::Kind::Crashed);
    }
}

void AwaitProcessTest::aProcessThatHasEndedIsReadyAtOnce()
{
    QProcess process;
    startShell(process, u"exit 3"_s);
    QVERIFY(process.waitForFinished());
    const auto body = [](QProcess *ended) -> Coro<int> {
        co_return co_await ended;
    };

    QCOMPARE(Loop::current().runUntilComplete(body(&process)), 3);
}

void AwaitProcessTest::aCancelTerminatesAndThrowsWhenItIsGone()
{
    const auto body = []() -> Coro<> {
        QProcess process;
        startShell(process, u"echo ready; exec sleep 1000"_s);
        auto task = createTask([](QProcess *p) -> Coro<int> {
            co_return co_await p;
        }(&process));
        co_await ready(&process);
        task.cancel(u"stop"_s);
        if (!isAlive(process.processId()))
            throw std::logic_error("the request alone does not end it");
        std::exception_ptr thrown;
        try {
            co_await task;
        } catch (const CancelledError &) {
            thrown = std::current_exception();
        }
        if (!thrown || process.state() != QProcess::NotRunning)
            throw std::logic_error("cancelled before it was gone");
    };

    Loop::current().runUntilComplete(body());
}

void AwaitProcessTest::oneThatIgnoresTermIsKilledAfterTheGraceTime()
{
    const auto body = []() -> Coro<qint64> {
        QProcess process;
        startShell(process, u"trap '' TERM; echo ready; while :; do sleep 0.01; done"_s);
        auto task = createTask([](QProcess *p) -> Coro<int> {
            co_return co_await ProcessWait(p).grace(150ms);
        }(&process));
        co_await ready(&process);
        QElapsedTimer timer;
        timer.start();
        task.cancel();
        try {
            co_await task;
        } catch (const CancelledError &) {
        }
        co_return timer.elapsed();
    };

    QVERIFY(Loop::current().runUntilComplete(body()) >= 149);
}

void AwaitProcessTest::aSecondRequestKillsAtOnce()
{
    const auto body = []() -> Coro<> {
        QProcess process;
        startShell(process, u"trap '' TERM; echo ready; while :; do sleep 0.01; done"_s);
        auto task = createTask([](QProcess *p) -> Coro<int> {
            co_return co_await ProcessWait(p).grace(1h);
        }(&process));
        co_await ready(&process);
        task.cancel();
        task.cancel();
        co_await task;
    };

    QVERIFY_THROWS_EXCEPTION(CancelledError, Loop::current().runUntilComplete(body()));
}

void AwaitProcessTest::theWholeGroupEndsWithItsLeader()
{
    QTemporaryDir folder;
    const QString pidFile = folder.filePath(u"pid"_s);
    const auto body = [](QString file) -> Coro<> {
        QProcess process;
        process.setChildProcessModifier([] {
            ::setpgid(0, 0);
        });
        process.setProcessEnvironment(QProcessEnvironment::systemEnvironment());
        startShell(
            process,
            u"(trap '' TERM; exec sleep 1000) & echo $! > '%1'; echo ready; wait"_s.arg(file));
        auto task = createTask([](QProcess *p) -> Coro<int> {
            co_return co_await ProcessWait(p).wholeGroup();
        }(&process));
        co_await ready(&process);
        task.cancel();
        co_await task;
    };

    QVERIFY_THROWS_EXCEPTION(CancelledError, Loop::current().runUntilComplete(body(pidFile)));

    QFile file(pidFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const qint64 grandchild = file.readAll().trimmed().toLongLong();
    QVERIFY(grandchild > 1);
    // Killed, but it is init's to reap: gone, or a zombie.
    const auto isGone = [grandchild] {
        QFile stat(u"/proc/%1/stat"_s.arg(grandchild));
        return !stat.open(QIODevice::ReadOnly) || stat.readAll().contains(") Z ");
    };
    QTRY_VERIFY(isGone());
}

void AwaitProcessTest::takingTheRequestBackGivesTheOutcome() // T-31
{
    const auto body = []() -> Coro<int> {
        QProcess process;
        startShell(process, u"trap 'exit 5' TERM; echo ready; while :; do sleep 0.01; done"_s);
        auto task = createTask([](QProcess *p) -> Coro<int> {
            co_return co_await p;
        }(&process));
        co_await ready(&process);
        task.cancel();
        task.uncancel();
        co_return co_await task;
    };

    QCOMPARE(Loop::current().runUntilComplete(body()), 5);
}

void AwaitProcessTest::theOutcomeSurvivesTheObject()
{
    auto process = std::make_unique<QProcess>();
    connect(process.get(), &QProcess::finished, this, [&process] {
        Loop::current().callSoon([&process] {
            process.reset();
        });
    });
    startShell(*process, u"exit 6"_s);
    const auto body = [](QProcess *p) -> Coro<int> {
        co_return co_await p;
    };

    QCOMPARE(Loop::current().runUntilComplete(body(process.get())), 6);
    QVERIFY(!process); // it was gone before the task went on
}

QTEST_GUILESS_MAIN(AwaitProcessTest)
#include "tst_awaitprocess.moc"
