// SPDX-License-Identifier: MIT
#include "convert_p.h"

#include <taskdeck/loop.h>

#include <QtCore/QSet>

using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::milliseconds;

namespace taskdeck::monitor {

static constexpr int maxPreview = 200;
static constexpr int maxChain = 64;

static QString oneLine(const QString &text)
{
    QString line = text.left(maxPreview + 1).simplified();
    if (line.size() > maxPreview || text.size() > maxPreview)
        line = line.left(maxPreview - 1) + u'…';
    return line;
}

// Stops when there is enough: a result may hold a million entries, and this runs on the GUI thread.
static void append(QString &text, const QVariant &value)
{
    const auto separate = [&text](QChar open) {
        if (!text.endsWith(open))
            text += QStringLiteral(", ");
    };
    if (value.typeId() == QMetaType::QVariantMap) {
        const QVariantMap map = value.toMap();
        text += u'{';
        for (auto it = map.begin(); it != map.end() && text.size() <= maxPreview; ++it) {
            separate(u'{');
            text += it.key() + QStringLiteral(": ");
            append(text, it.value());
        }
        text += u'}';
    } else if (value.typeId() == QMetaType::QVariantList ||
               value.typeId() == QMetaType::QStringList) {
        const QVariantList list = value.toList();
        text += u'[';
        for (auto it = list.begin(); it != list.end() && text.size() <= maxPreview; ++it) {
            separate(u'[');
            append(text, *it);
        }
        text += u']';
    } else {
        text += value.toString().left(maxPreview + 1);
    }
}

static QString preview(const QVariant &result)
{
    QString text;
    append(text, result);
    return oneLine(text);
}

Frame frame(const SourcePlace &place)
{
    return {place.function(), place.file(), place.line()};
}

QList<Frame> frames(const QList<SourcePlace> &places)
{
    QList<Frame> list;
    for (const SourcePlace &place : places)
        list += frame(place);
    return list;
}

Failure failure(const ExceptionInfo &info)
{
    Failure result;
    result.type = info.type;
    result.message = info.message;
    for (const ExceptionInfo &cause : info.causes)
        result.causes += failure(cause);
    for (qsizetype i = 0; i < info.members.size(); ++i) {
        Failure member = failure(info.members.at(i));
        if (i < info.memberKeys.size())
            member.message.prepend(info.memberKeys.at(i) + QStringLiteral(": "));
        result.members += member;
    }
    for (const ExceptionInfo::Frame &f : info.throwSite)
        result.throwSite += Frame{f.function, f.file, f.line};
    return result;
}

Converter::Converter()
    : m_wallOffset(
          duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch()) -
          duration_cast<milliseconds>(Loop::current().time().time_since_epoch()))
{
}

milliseconds Converter::wall(TaskInfo::TimePoint time) const
{
    return time == TaskInfo::TimePoint()
               ? milliseconds::zero()
               : duration_cast<milliseconds>(time.time_since_epoch()) + m_wallOffset;
}

static TaskSnapshot::State state(TaskInfo::State state)
{
    using To = TaskSnapshot::State;
    switch (state) {
    case TaskInfo::State::Scheduled: return To::Scheduled;
    case TaskInfo::State::Running: return To::Running;
    case TaskInfo::State::Waiting: return To::Waiting;
    case TaskInfo::State::Cancelling: return To::Cancelling;
    case TaskInfo::State::Done: return To::Done;
    case TaskInfo::State::Failed: return To::Failed;
    case TaskInfo::State::Cancelled: return To::Cancelled;
    }
    Q_UNREACHABLE();
}

static TaskSnapshot::CancelVerdict verdict(TaskInfo::Cancel cancel)
{
    using To = TaskSnapshot::CancelVerdict;
    switch (cancel) {
    case TaskInfo::Cancel::NotAsked: return To::NotAsked;
    case TaskInfo::Cancel::Asked: return To::Asked;
    case TaskInfo::Cancel::Uninterruptible: return To::Uninterruptible;
    case TaskInfo::Cancel::CleaningUp: return To::CleaningUp;
    case TaskInfo::Cancel::Refused: return To::Refused;
    }
    Q_UNREACHABLE();
}

TaskSnapshot Converter::snapshot(const AnyTask &task) const
{
    const TaskInfo info = task.info();
    TaskSnapshot s;
    s.id = quint64(info.id);
    s.parent = quint64(info.parent);
    s.waitsOnTask = quint64(info.waitsOn);
    s.name = info.name;
    s.kind = info.kind;
    s.waitsOn = info.awaits;
    s.state = state(info.state);
    s.created = wall(info.created);
    s.started = wall(info.started);
    s.ended = wall(info.ended);
    s.busy = duration_cast<microseconds>(info.busy);
    s.steps = info.steps;
    s.progress = info.progress;
    s.progressText = info.progressText;
    s.place = frame(info.createdAt);
    s.cancelRequests = info.cancelling;
    s.cancelMessage = info.cancelMessage;
    s.cancelVerdict = verdict(info.cancel);
    if (s.state == TaskSnapshot::State::Cancelled && s.cancelMessage.isEmpty())
        s.cancelMessage = describe(task.peekException()).message;
    return s;
}

void addOutcome(TaskSnapshot &ended, const TaskDetails &details)
{
    if (ended.state == TaskSnapshot::State::Done)
        ended.resultPreview = preview(details.result);
    if (details.failure) {
        ended.failureType = details.failure->type;
        ended.failureMessage = oneLine(details.failure->message);
    }
}

static ChainLink link(const AnyTask &task, const QList<SourcePlace> &places)
{
    return {quint64(task.id()), task.name(), frames(places)};
}

TaskDetails Converter::details(const AnyTask &task) const
{
    TaskDetails d;
    d.id = quint64(task.id());
    if (task.outcome() == Outcome::Value) {
        d.result = task.displayValue();
        d.resultType = task.valueType();
    } else if (task.failed()) {
        d.failure = failure(describe(task.peekException()));
    }
    d.awaits += link(task, task.done() ? task.failureStack() : task.stack());
    for (AnyTask next = task.done() ? AnyTask() : task.awaitedTask();
         !next.isNull() && d.awaits.size() < maxChain; next = next.awaitedTask())
        d.awaits += link(next, next.stack());
    QSet<quint64> seen;
    QList<AnyTask> above = task.awaitedBy();
    for (qsizetype i = 0; i < above.size() && d.awaitedBy.size() < maxChain; ++i) {
        if (seen.contains(quint64(above.at(i).id())))
            continue;
        seen.insert(quint64(above.at(i).id()));
        d.awaitedBy += link(above.at(i), above.at(i).stack());
        above += above.at(i).awaitedBy();
    }
    for (const CancelRequest &request : task.cancelRequests())
        d.cancels += CancelReceipt{wall(request.asked), wall(request.delivered), request.message,
                                   frame(request.deliveredAt)};
    return d;
}

} // namespace taskdeck::monitor
