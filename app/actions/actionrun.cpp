// SPDX-License-Identifier: MIT
#include "actionrun.h"

#include "notifications.h"
#include "taskreport.h"

#include <taskdeck/loop.h>
#include <taskdeck/promise.h>
#include <taskdeck/task.h>

using namespace std::chrono_literals;

namespace taskdeck {
namespace {

using monitor::TaskDetails;
using monitor::TaskFeed;

constexpr auto detailsLimit = 2s;

/// Takes a timed call back when the await that it limits ends, however that is.
struct TimedCall {
    explicit TimedCall(Handle timed)
        : handle(std::move(timed))
    {
    }
    ~TimedCall() { handle.cancel(); }
    TimedCall(const TimedCall &) = delete;
    TimedCall &operator=(const TimedCall &) = delete;

    Handle handle;
};

Coro<TaskDetails> detailsOf(QPointer<TaskFeed> feed, quint64 id)
{
    if (!feed)
        co_return TaskDetails();
    Promise<TaskDetails> answer;
    QObject context;
    QObject::connect(feed, &TaskFeed::details, &context, [&answer, id](const TaskDetails &details) {
        if (details.id == id)
            answer.trySetResult(details);
    });
    const TimedCall limit(Loop::current().callLater(detailsLimit, [&answer] {
        answer.trySetResult(TaskDetails());
    }));
    feed->requestDetails(id);
    const Future<TaskDetails> future = answer.future();
    co_return co_await future;
}

} // namespace

Coro<CommandResult> runShellAction(QPointer<TaskFeed> feed, monitor::TaskSnapshot ended,
                                   QString line)
{
    auto asking = detailsOf(feed, ended.id);
    const TaskDetails details = co_await std::move(asking);

    Command command = shellCommand(line);
    command.environment = taskreport::environment(ended, details);
    command.input = taskreport::json(ended, details);
    auto running = runCommand(std::move(command));
    co_return co_await std::move(running);
}

Coro<QString> runNotificationAction(NotificationText text)
{
    auto showing = showNotification(text.summary, text.body);
    (void)co_await std::move(showing);
    co_return text.body.isEmpty() ? text.summary : text.body;
}

} // namespace taskdeck
