// SPDX-License-Identifier: MIT
#include "loop_p.h"
#include "reports_p.h"

#include <taskdeck/detail/loop.h>
#include <taskdeck/detail/taskcontrol.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>
#include <QtCore/QScopeGuard>
#include <QtCore/QSocketNotifier>

#include <csignal>
#include <unistd.h>

namespace taskdeck {

void detail::requireMayBlock(Loop &loop)
{
    loop.internals().requireOpen();
    if (loop.internals().stepping > 0)
        throw UsageError(
            "a blocking call inside a task's step would stop the task that it waits for");
    if (loop.internals().blocking)
        throw UsageError("a blocking call is running on this thread already");
}

void detail::blockOn(Loop &loop, const AnyFuture &future)
{
    if (loop.internals().virtualTime) {
        future.waitForFinished();
    } else {
        QEventLoop events;
        loop.internals().blocking = &events;
        const auto leave = qScopeGuard([&loop] {
            loop.internals().blocking = nullptr;
        });
        auto watched = future;
        const auto stop = [&events](const AnyFuture &) {
            events.quit();
        };
        const CallbackId callback = watched.addDoneCallback(stop);
        events.exec();
        watched.removeDoneCallback(callback);
    }
    if (auto fatal = std::exchange(loop.internals().fatal, nullptr))
        std::rethrow_exception(fatal);
    if (!future.done()) // it stays pending and can be driven again [L-06]
        throw UsageError("the event loop was stopped before the coroutine ended");
}

void Loop::Private::stop(std::exception_ptr failure)
{
    if (!blocking)
        return; // a program that only uses QCoreApplication::exec() reads it from the task
    fatal = std::move(failure);
    blocking->quit();
}

static void waitForAll(Loop &loop, Loop::TimePoint end)
{
    while (const detail::TaskControl *task = loop.internals().firstTask) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - loop.time());
        const auto next = detail::Access::handle<AnyFuture>(task->future());
        if (left.count() <= 0 || !next.waitForFinished(left))
            return;
    }
}

void Loop::shutdown(std::chrono::milliseconds patience)
{
    if (d->closed)
        return;
    if (d->stepping > 0)
        throw UsageError("a loop cannot be shut down inside a task's step");
    for (const auto share : {patience / 2, patience - patience / 2}) {
        QList<AnyTask> asked = allTasks();
        for (AnyTask &task : asked)
            task.cancel(QStringLiteral("the program ends"));
        waitForAll(*this, deadline(share));
        for (const AnyTask &task : std::as_const(asked)) {
            if (task.failed())
                report({QStringLiteral("Task '%1' failed during shutdown").arg(task.name()),
                        task.exception(), task, task.createdAt()});
        }
    }
    d->close();
}

void Loop::Private::close()
{
    if (closed)
        return;
    dropEverything(Leftovers::Reported);
    closed = true;
    // Dies unlocked: what they captured may come back here.
    std::vector<std::function<void()>> unrun;
    const std::scoped_lock lock(m_mutex);
    m_postedClosed = true;
    unrun.swap(m_posted);
}

void Loop::Private::dropEverything(Leftovers leftovers)
{
    // Again and again: what dies may run code that queues or starts something.
    do {
        takePosted();
        while (firstTask) {
            if (leftovers == Leftovers::Reported)
                detail::reportDestroyedPending(firstTask->future());
            firstTask->destroyPending();
        }
        m_leftInPass = 0;
        while (!m_ready.isEmpty())
            m_ready.pop().drop();
        while (!timers.isEmpty())
            timers.takeEarliest().drop();
        while (!untilClosed.isEmpty())
            untilClosed.takeFirst().futureLost();
    } while (firstTask || hasWork());
}

namespace {
int signalPipe[2] = {-1, -1};
} // namespace

extern "C" void taskdeckInterrupted(int)
{
    const char byte = 0;
    if (::write(signalPipe[1], &byte, 1) != 1)
        _exit(130);
    std::signal(SIGINT, SIG_DFL); // the second one kills
}

int run(QCoreApplication &, Coro<int> coro)
{
    Loop &loop = Loop::current();
    detail::requireMayBlock(loop);
    auto task = createTask(std::move(coro), QStringLiteral("main"));
    if (pipe(signalPipe) != 0)
        throw std::runtime_error("no pipe for Ctrl-C");
    QSocketNotifier notifier(signalPipe[0], QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &notifier, [&] {
        notifier.setEnabled(false);
        task.cancel(QStringLiteral("interrupted"));
    });
    const auto before = std::signal(SIGINT, taskdeckInterrupted);
    const auto restore = qScopeGuard([before] {
        std::signal(SIGINT, before);
        for (int &end : signalPipe)
            ::close(std::exchange(end, -1));
    });
    std::exception_ptr failure;
    int code = 130;
    try {
        detail::blockOn(loop, task);
        if (!task.cancelled())
            code = task.takeResult();
    } catch (...) {
        failure = std::current_exception();
    }
    loop.shutdown(); // however it ended, the other tasks may clean up
    if (failure)
        std::rethrow_exception(failure);
    return code;
}

} // namespace taskdeck
