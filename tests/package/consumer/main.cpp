// SPDX-License-Identifier: MIT
#include <taskdeck/taskdeck.h>

#include <QtCore/QCoreApplication>

#include <chrono>
#include <cstdio>

using namespace std::chrono_literals;

static taskdeck::Coro<int> answer()
{
    co_await taskdeck::sleep(1ms);
    co_return 42;
}

static taskdeck::Coro<int> throughATask()
{
    taskdeck::Task<int> task = taskdeck::createTask(answer(), QStringLiteral("answer"));
    co_return co_await task;
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);

    std::printf("the answer is %d\n", taskdeck::Loop::current().runUntilComplete(throughATask()));
}
