// SPDX-License-Identifier: MIT
#include "loop_p.h"
#include "reports_p.h"

#include <taskdeck/detail/exceptionptr.h>
#include <taskdeck/detail/taskcontrol.h>
#include <taskdeck/exception.h>

#include <QtCore/QLoggingCategory>

static Q_LOGGING_CATEGORY(lcTaskdeck, "taskdeck")

    namespace taskdeck
{

    static void logReport(const ErrorContext &context)
    {
        QString line = context.message;
        if (!context.place.isNull())
            line += QStringLiteral(", created in ") + context.place.toString();
        if (!context.future.isNull())
            line += QStringLiteral(": ") + context.future.toString();
        if (context.exception)
            line += QStringLiteral(": ") + detail::messageOf(context.exception);
        qCCritical(lcTaskdeck).noquote()
            << line; // not a warning: QT_FATAL_WARNINGS would end the program
    }

    void Loop::setExceptionHandler(std::function<void(const ErrorContext &)> handler)
    {
        const auto old = std::exchange(d->handler, std::move(handler));
    }

    std::function<void(const ErrorContext &)> Loop::exceptionHandler() const
    {
        return d->handler;
    }

    void Loop::report(const ErrorContext &context) noexcept
    {
        try {
            const auto handler = d->handler; // a copy: it may replace itself
            if (!handler)
                return logReport(context);
            try {
                handler(context);
            } catch (...) {
                logReport({QStringLiteral("Unhandled error in exception handler"),
                           std::current_exception(),
                           {},
                           {}});
                logReport(context);
            }
        } catch (...) {
            qCCritical(lcTaskdeck,
                       "A report could not be made"); // out of memory, or a message handler threw
        }
    }

    namespace detail {

    void reportCurrentException(Loop &loop, const QString &message, FutureBase *future)
    {
        const ErrorContext context{message,
                                   std::current_exception(),
                                   future ? Access::handle<AnyFuture>(*future) : AnyFuture(),
                                   {}};
        if (!loop.isOwnThread()) // a callback in the thread of its context
            return reportFrom(loop, context);
        if (exceptionAs<FatalError>(context.exception))
            loop.internals().stop(context.exception);
        loop.report(context);
    }

    void reportFrom(Loop &loop, const ErrorContext &context) noexcept
    {
        try {
            loop.callSoonThreadsafe([&loop, context] {
                loop.report(context);
            });
        } catch (...) {
            qCCritical(lcTaskdeck).noquote()
                << context.message << messageOf(context.exception); // its loop is gone
        }
    }

    void reportInvalidStep(FutureBase &future) noexcept
    {
        future.loop().report(
            {QStringLiteral("A step of a task that is done"),
             std::make_exception_ptr(InvalidStateError("the task is done already")),
             Access::handle<AnyFuture>(future),
             {}});
    }

    void reportDestroyedPending(FutureBase &future) noexcept
    {
        const TaskControl &task = *future.task();
        if (task.isLossUnreported())
            return;
        future.loop().report(
            {QStringLiteral("Task '%1' was destroyed but it is pending!").arg(task.name()),
             {},
             Access::handle<AnyFuture>(future),
             task.createdAt()});
    }

    } // namespace detail
} // namespace taskdeck
