// SPDX-License-Identifier: MIT
#include <taskdeck/taskdeck.h>

#include <QtTest/QTest>

using namespace taskdeck;

/// What a task costs: its creation, its steps, an await of something done.
class TaskBench : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void createAndFinish();
    void steps();
    void awaitDoneFuture();
};

static Coro<int> value()
{
    co_return 1;
}

void TaskBench::createAndFinish()
{
    const auto body = []() -> Coro<int> {
        QList<Task<int>> tasks;
        for (int i = 0; i < 10'000; ++i)
            tasks.append(createTask(value()));
        int sum = 0;
        for (const Task<int> &task : std::as_const(tasks))
            sum += co_await task;
        co_return sum;
    };

    QBENCHMARK
    {
        QCOMPARE(Loop::current().runUntilComplete(body()), 10'000);
    }
}

void TaskBench::steps()
{
    const auto body = []() -> Coro<int> {
        for (int i = 0; i < 100'000; ++i)
            co_await yieldNow();
        co_return 0;
    };

    QBENCHMARK
    {
        QCOMPARE(Loop::current().runUntilComplete(body()), 0);
    }
}

void TaskBench::awaitDoneFuture()
{
    const auto body = []() -> Coro<int> {
        const Task<int> task = createTask(value());
        co_await task;
        int sum = 0;
        for (int i = 0; i < 100'000; ++i)
            sum += co_await task;
        co_return sum;
    };

    QBENCHMARK
    {
        QCOMPARE(Loop::current().runUntilComplete(body()), 100'000);
    }
}

QTEST_GUILESS_MAIN(TaskBench)
#include "bench_task.moc"
