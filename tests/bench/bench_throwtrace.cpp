// SPDX-License-Identifier: MIT
#include <taskdeck/exception.h>
#include <taskdeck/throwtrace.h>

#include <QtTest/QTest>

using namespace taskdeck;

/// What Taskdeck::ThrowTrace adds to a throw, by the depth of the stack, and to a first look.
class ThrowTraceBench : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void throwAndCatch_data();
    void throwAndCatch();
    void look();
};

Q_NEVER_INLINE static int fail(int depth)
{
    if (depth == 0)
        throw depth;
    const int inner = fail(depth - 1);
    asm volatile("" ::: "memory");
    return inner + 1;
}

void ThrowTraceBench::throwAndCatch_data()
{
    QTest::addColumn<bool>("traced");
    QTest::addColumn<int>("depth");
    for (const int depth : {3, 20, 60}) {
        QTest::addRow("%d calls deep, plain", depth) << false << depth;
        QTest::addRow("%d calls deep, traced", depth) << true << depth;
    }
}

void ThrowTraceBench::throwAndCatch()
{
    QFETCH(bool, traced);
    QFETCH(int, depth);
    throwtrace::setEnabled(traced);
    int caught = 0;

    QBENCHMARK
    {
        for (int i = 0; i < 1000; ++i) {
            try {
                fail(depth);
            } catch (int) {
                ++caught;
            }
        }
    }

    throwtrace::setEnabled(true);
    QVERIFY(caught > 0);
}

void ThrowTraceBench::look()
{
    std::exception_ptr exception;
    try {
        fail(20);
    } catch (...) {
        exception = std::current_exception();
    }
    throwtrace::prepare();

    QBENCHMARK
    {
        QVERIFY(describe(exception).throwSite.size() > 20);
    }
}

QTEST_GUILESS_MAIN(ThrowTraceBench)
#include "bench_throwtrace.moc"
