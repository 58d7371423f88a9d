// SPDX-License-Identifier: MIT
#include <taskdeck/monitor/taskfeed.h>

namespace taskdeck::monitor {

TaskFeed::TaskFeed(QObject *parent)
    : QObject(parent)
{
}

TaskFeed::~TaskFeed() = default;

} // namespace taskdeck::monitor
