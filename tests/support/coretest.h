// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/exception.h>
#include <taskdeck/promise.h>
#include <taskdeck/sleep.h>
#include <taskdeck/task.h>
#include <taskdeck/testing.h>

#include <QtCore/QStringList>

#include <cstddef>
#include <functional>
#include <memory>
#include <pthread.h>
#include <stdexcept>

/// What the tests of the core share. Header-only; include it by its name.
namespace taskdeck::coretest {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What happened, in order. Declare it before the TestLoop: coroutines hold references to it.
using Log = QStringList;

/// "InvalidStateError: the future is not done"; without a message the type only; empty for null.
inline QString textOf(const std::exception_ptr &exception)
{
    const ExceptionInfo info = describe(exception);
    const QString type = info.type.section(u"::"_s, -1);
    return info.message.isEmpty() ? type : type + u": "_s + info.message;
}

/// The text of what `f` throws; empty if it throws nothing.
template<typename F>
QString thrownBy(F f)
{
    try {
        f();
    } catch (...) {
        return textOf(std::current_exception());
    }
    return {};
}

/// How a future has ended: "pending", "value", "cancelled: why", or the text of its failure.
inline QString ending(const AnyFuture &future)
{
    switch (future.outcome()) {
    case Outcome::Pending: return u"pending"_s;
    case Outcome::Value: return u"value"_s;
    case Outcome::Failure: return textOf(future.exception());
    case Outcome::Cancelled: break;
    }
    try {
        static_cast<void>(future.exception());
    } catch (const CancelledError &error) {
        return error.message().isEmpty() ? u"cancelled"_s : u"cancelled: "_s + error.message();
    }
    return u"cancelled, but it does not throw"_s;
}

/// Are these handles of the same future?
inline bool same(const AnyFuture &a, const AnyFuture &b)
{
    return &detail::Access::state(a) == &detail::Access::state(b);
}

/// Runs `f` when the last copy of what it returns dies.
template<typename F>
std::shared_ptr<void> farewell(F f)
{
    return std::shared_ptr<void>(nullptr, [f = std::move(f)](void *) mutable {
        f();
    });
}

/// Collects the reports of this thread's loop while it lives. Declare it before the TestLoop.
class Reports
{
public:
    Reports()
    {
        Loop::current().setExceptionHandler([this](const ErrorContext &context) {
            m_texts += context.exception ? context.message + u" <- "_s + textOf(context.exception)
                                         : context.message;
            m_last = context;
        });
    }
    ~Reports() { Loop::current().setExceptionHandler({}); }
    Reports(const Reports &) = delete;
    Reports &operator=(const Reports &) = delete;

    QStringList texts() const { return m_texts; }
    const ErrorContext &last() const { return m_last; }

private:
    QStringList m_texts;
    ErrorContext m_last;
};

/// Runs `f` in a thread of its own and waits until all of it has gone.
///
/// Not a QThread: its wait() may return before the thread's loop has been closed.
template<typename F>
void inThread(F f, std::size_t stackSize = 0)
{
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    if (stackSize > 0)
        pthread_attr_setstacksize(&attributes, stackSize);
    const auto body = [](void *function) -> void * {
        (*static_cast<F *>(function))();
        return nullptr;
    };
    pthread_t thread;
    if (pthread_create(&thread, &attributes, body, &f) != 0)
        qFatal("no thread");
    pthread_attr_destroy(&attributes);
    pthread_join(thread, nullptr);
}

/// Drives what `body` makes to its end; `body` may capture.
template<typename F>
auto run(TestLoop &loop, F body)
{
    return loop.run(body());
}

template<typename T>
Coro<T> giving(T value)
{
    co_return std::move(value);
}

inline Coro<> failing(std::string message)
{
    throw std::runtime_error(message);
    co_return;
}

template<typename T>
Coro<T> awaiting(Future<T> future)
{
    co_return co_await future;
}

/// Ends by nothing but a cancel.
inline Coro<> never()
{
    const Promise<void> promise;
    const Future<void> future = promise.future();
    co_await future;
}

/// Notes "<name> starts", waits for `future`, and notes its value or what is thrown, which goes on.
inline Coro<> noting(Log &log, QString name, Future<int> future)
{
    log += name + u" starts"_s;
    try {
        log += name + u" got "_s + QString::number(co_await future);
    } catch (...) {
        log += name + u" threw "_s + textOf(std::current_exception());
        throw;
    }
}

} // namespace taskdeck::coretest
