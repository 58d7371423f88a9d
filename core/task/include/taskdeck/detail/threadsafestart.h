// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/loop.h>
#include <taskdeck/task.h>

#include <functional>
#include <memory>

namespace taskdeck::detail {

/// Keeps a closure in a frame below the coroutine that it has made.
template<typename F, typename T>
Coro<T> keepClosure(std::unique_ptr<F>, Coro<T> coro)
{
    co_return co_await Unseen(std::move(coro));
}

/// Reports what is thrown by the making of a task for another thread [TH-03].
TASKDECK_EXPORT void reportNotMade(Loop &loop);
/// Loop::callSoonThreadsafe(), but `f` is only dropped if the loop has been shut down.
TASKDECK_EXPORT void postOrDrop(Loop &loop, std::function<void()> f);

/// A task that is to be made in another thread, and the QFuture of it. Dropped before that, it ends
/// the QFuture.
template<typename T>
class ThreadsafeStart
{
public:
    template<typename F>
    static QFuture<T> post(Loop &loop, F f, QString name, SourcePlace place)
    {
        const auto start = std::make_shared<ThreadsafeStart>();
        const QFuture<T> future = start->m_outlet->future();
        const auto make =
            [&loop, start, name = std::move(name), place,
             kept = std::make_shared<std::unique_ptr<F>>(std::make_unique<F>(std::move(f)))] {
                start->run(loop, std::move(*kept), name, place);
            };
        postOrDrop(loop, make);
        return future;
    }

    ThreadsafeStart() = default;
    ThreadsafeStart(const ThreadsafeStart &) = delete;
    ThreadsafeStart &operator=(const ThreadsafeStart &) = delete;
    ~ThreadsafeStart()
    {
        if (m_outlet)
            m_outlet->fail(std::make_exception_ptr(UsageError("the loop has been shut down")));
    }

private:
    template<typename F>
    void run(Loop &loop, std::unique_ptr<F> f, const QString &name, SourcePlace place)
    {
        auto outlet = std::move(m_outlet);
        Task<T> task;
        try {
            auto coro = (*f)();
            task = createTask(keepClosure(std::move(f), std::move(coro)), name, place);
        } catch (...) {
            reportNotMade(loop);
            return outlet->fail(std::current_exception());
        }
        if (outlet->isCancelled()) // before it has started, so it never will [T-13]
            task.cancel(QStringLiteral("the QFuture was cancelled"));
        QFutureOutletOf<T>::start(std::move(outlet), Access::state(task));
    }

    std::unique_ptr<QFutureOutletOf<T>> m_outlet = std::make_unique<QFutureOutletOf<T>>();
};

} // namespace taskdeck::detail
