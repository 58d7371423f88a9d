// SPDX-License-Identifier: MIT
#include "reports_p.h"
#include "taskcontrol_p.h"

#include <taskdeck/exception.h>

#include <QtCore/QStringBuilder>
#include <QtCore/QStringList>

namespace taskdeck::detail {

QString messageOf(const std::exception_ptr &exception)
{
    const ExceptionInfo info = describe(exception);
    return info.message.isEmpty() ? info.type : QString(info.type % u": " % info.message);
}

static QString outcomeText(const FutureBase &future)
{
    const TaskControl *task = future.task();
    switch (future.outcome()) {
    case Outcome::Pending:
        return task && task->cancelling() > 0 ? QStringLiteral("cancelling")
                                              : QStringLiteral("pending");
    case Outcome::Value: {
        const QString value = future.displayText();
        return QStringLiteral("finished") +
               (value.isEmpty() ? QString() : QStringLiteral(" result=") + value.left(100));
    }
    case Outcome::Failure:
        return QStringLiteral("finished exception=") + messageOf(future.peekException());
    case Outcome::Cancelled: return QStringLiteral("cancelled");
    }
    Q_UNREACHABLE();
}

// As asyncio does: one, two, or the first and the last with a count between.
static QString callbacksText(const FutureBase &future)
{
    QStringList ids;
    for (const Waiter *waiter = future.waiters().next(); waiter;
         waiter = future.waiters().next(waiter)) {
        const TaskControl *task = waiter->waitingTask();
        ids +=
            task ? task->name() : QStringLiteral("callback %1").arg(quint64(waiter->callbackId()));
    }
    if (ids.isEmpty())
        return {};
    if (ids.size() > 2)
        ids = {ids.constFirst(), QStringLiteral("<%1 more>").arg(ids.size() - 2), ids.constLast()};
    return u" cb=[" % ids.join(QStringLiteral(", ")) % u']';
}

QString describeFuture(const FutureBase &future)
{
    const TaskControl *task = future.task();
    if (!task)
        return u"<Future " % outcomeText(future) % callbacksText(future) % u'>';
    const QString awaits =
        task->awaited() && !future.done() ? task->awaited()->description() : QString();
    return u"<Task " % outcomeText(future) % u" name='" % task->name() % u'\'' %
           (awaits.isEmpty() ? QString() : u" wait_for=" % awaits) % callbacksText(future) % u'>';
}

QString describeAwaited(const FutureBase &future)
{
    const TaskControl *task = future.task();
    return task ? QStringLiteral("task ") + task->name() : QStringLiteral("future");
}

} // namespace taskdeck::detail
