// SPDX-License-Identifier: MIT
#include "reports_p.h"
#include "taskcontrol_p.h"

#include <QtCore/QStringBuilder>
#include <QtCore/QStringList>

namespace taskdeck::detail {

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
        if (const TaskControl *task = waiter->callerTask())
            ids += task->name();
        else if (const CallbackId id = waiter->callbackId(); id != CallbackId())
            ids += QStringLiteral("callback %1").arg(quint64(id));
        else
            ids += QStringLiteral("watch");
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

QString FutureBase::description() const
{
    const TaskControl *const control = task();
    return control ? QStringLiteral("task ") + control->name() : QStringLiteral("future");
}

} // namespace taskdeck::detail
