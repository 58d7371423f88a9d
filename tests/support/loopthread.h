// SPDX-License-Identifier: MIT
#pragma once

#include "coretest.h"

#include <taskdeck/detail/qtorder.h>
#include <taskdeck/loop.h>

#include <QtCore/QEventLoop>
#include <QtCore/QFuture>
#include <QtCore/QThreadPool>

#include <future>
#include <memory>
#include <optional>
#include <thread>
#include <type_traits>

namespace taskdeck::coretest {

/// A thread with Qt's event loop and a Loop, until stop() or its end.
///
/// Not a QThread: its wait() may return before the thread's loop has been closed, and the thread
/// sanitizer cannot see it.
class LoopThread
{
public:
    LoopThread()
    {
        std::promise<void> started;
        m_thread = std::thread([this, &started] {
            QEventLoop events;
            m_events = &events;
            m_loop = &Loop::current();
            started.set_value();
            events.exec();
        });
        started.get_future().wait();
    }
    ~LoopThread() { stop(); }
    LoopThread(const LoopThread &) = delete;
    LoopThread &operator=(const LoopThread &) = delete;

    Loop &loop() const { return *m_loop; }

    /// Ends its event loop and then its Loop, without asking the tasks first.
    void stop()
    {
        if (!m_thread.joinable())
            return;
        QMetaObject::invokeMethod(m_events, "quit", Qt::QueuedConnection);
        m_thread.join();
    }

    /// Calls `f` there, waits, and gives what it returns.
    template<typename F>
    auto call(F f)
    {
        std::packaged_task<std::invoke_result_t<F &>()> task(std::move(f));
        auto result = task.get_future();
        m_loop->callSoonThreadsafe([&task] {
            task();
        });
        return result.get();
    }

private:
    std::thread m_thread;
    QEventLoop *m_events = nullptr;
    Loop *m_loop = nullptr;
};

// Qt has ordered what comes now after what went before in the other thread. The thread sanitizer
// does not see into Qt.

/// Blocks until a QFuture of ours has ended, and gives the text of the exception that it throws;
/// empty if there is none.
template<typename T>
QString thrownByQt(QFuture<T> future)
{
    std::exception_ptr thrown;
    try {
        if constexpr (std::is_void_v<T>)
            future.waitForFinished();
        else
            static_cast<void>(future.result());
    } catch (...) {
        thrown = std::current_exception();
    }
    detail::takeFromQt();
    return textOf(thrown);
}

inline void waitForDone(QThreadPool &pool)
{
    pool.waitForDone();
    detail::takeFromQt();
}

} // namespace taskdeck::coretest
