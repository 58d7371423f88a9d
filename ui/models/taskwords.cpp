// SPDX-License-Identifier: MIT
#include "taskwords.h"

#include "displaytext.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace std::chrono_literals;
using namespace taskdeck::monitor;

namespace taskdeck::taskwords {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(taskdeck::taskwords)
};

QString liveNote(const TaskSnapshot &task)
{
    switch (task.cancelVerdict) {
    case TaskSnapshot::CancelVerdict::Refused:
        return Text::tr("refused, still running (%n request(s))", "", task.cancelRequests);
    case TaskSnapshot::CancelVerdict::Uninterruptible:
        return Text::tr("cannot be interrupted here: delivered when it ends");
    case TaskSnapshot::CancelVerdict::CleaningUp: return Text::tr("cleaning up");
    case TaskSnapshot::CancelVerdict::NotAsked:
    case TaskSnapshot::CancelVerdict::Asked: break;
    }
    if (task.state != TaskSnapshot::State::Cancelling)
        return task.waitsOn;
    if (task.waitsOn.isEmpty())
        return Text::tr("cancelling");
    return Text::tr("cancelling, waits on %1").arg(task.waitsOn);
}

} // namespace

QString state(TaskState::Value state)
{
    switch (state) {
    case TaskState::Scheduled: return Text::tr("Scheduled");
    case TaskState::Running: return Text::tr("Running");
    case TaskState::Waiting: return Text::tr("Waiting");
    case TaskState::Cancelling: return Text::tr("Cancelling");
    case TaskState::Done: return Text::tr("Done");
    case TaskState::Failed: return Text::tr("Failed");
    case TaskState::Cancelled: return Text::tr("Cancelled");
    case TaskState::Lost: return Text::tr("Lost");
    }
    return {};
}

QString note(const TaskSnapshot &task)
{
    switch (TaskState::fromCore(task.state)) {
    case TaskState::Scheduled:
    case TaskState::Running:
    case TaskState::Waiting:
    case TaskState::Cancelling: return displaytext::oneLine(liveNote(task));
    case TaskState::Done: return displaytext::oneLine(task.resultPreview);
    case TaskState::Failed: return displaytext::failure(task.failureType, task.failureMessage);
    case TaskState::Cancelled: break;
    case TaskState::Lost: return Text::tr("its source is gone: how it ended is not known");
    }
    if (task.cancelMessage.isEmpty())
        return Text::tr("cancelled");
    return Text::tr("cancelled: %1").arg(displaytext::oneLine(task.cancelMessage));
}

std::chrono::milliseconds elapsed(const TaskSnapshot &task, std::chrono::milliseconds now)
{
    const bool endUnknown = task.isOver() && task.ended == 0ms;
    if (endUnknown)
        return 0ms;
    const auto begin = task.started == 0ms ? task.created : task.started;
    const auto end = task.isOver() ? task.ended : now;
    return std::max(end - begin, 0ms);
}

QString elapsedText(const TaskSnapshot &task, std::chrono::milliseconds now)
{
    if (task.isOver() && task.ended == 0ms)
        return {};
    return displaytext::elapsed(elapsed(task, now));
}

QString receipt(const CancelReceipt &receipt, std::chrono::milliseconds now)
{
    const QString asked = displaytext::moment(receipt.asked, now);
    const QString why = receipt.message.isEmpty() ? Text::tr("asked to cancel")
                                                  : displaytext::oneLine(receipt.message);
    if (receipt.delivered == 0ms)
        return Text::tr("%1 %2: not delivered yet").arg(asked, why);
    const QString after = displaytext::elapsed(receipt.delivered - receipt.asked);
    const QString where = displaytext::place(receipt.deliveredAt);
    if (where.isEmpty())
        return Text::tr("%1 %2: delivered after %3").arg(asked, why, after);
    return Text::tr("%1 %2: delivered after %3 at %4").arg(asked, why, after, where);
}

QString noResult(const TaskSnapshot &task, const QString &resultType)
{
    switch (TaskState::fromCore(task.state)) {
    case TaskState::Scheduled:
    case TaskState::Running:
    case TaskState::Waiting:
    case TaskState::Cancelling: return Text::tr("The result shows here when the task is done.");
    case TaskState::Failed: return Text::tr("The task failed, so it has no result.");
    case TaskState::Cancelled: return Text::tr("The task was cancelled, so it has no result.");
    case TaskState::Lost: return Text::tr("The task's source is gone, and its result with it.");
    case TaskState::Done: break;
    }
    if (resultType.isEmpty() || resultType == QLatin1String("void"))
        return Text::tr("The task returned no value.");
    return Text::tr("The task returned a value of type %1, which cannot be shown.").arg(resultType);
}

} // namespace taskdeck::taskwords
