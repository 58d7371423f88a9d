// SPDX-License-Identifier: MIT
#include <taskdeck/taskdeck.h>

#include <QtCore/QCoreApplication>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

using namespace std::chrono_literals;

static taskdeck::Coro<> dig(int depth)
{
    co_await taskdeck::sleep(1ms);
    throw std::runtime_error("rock at " + std::to_string(depth));
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);

    // Thrown by the library, caught here by its type, wherever that type's description is.
    try {
        static_cast<void>(taskdeck::AnyFuture().done());
        return EXIT_FAILURE;
    } catch (const taskdeck::UsageError &) {
    }

    taskdeck::ExceptionInfo info;
    try {
        taskdeck::Loop::current().runUntilComplete(dig(7));
    } catch (...) {
        info = taskdeck::describe(std::current_exception());
    }
    std::printf("%s, thrown in %s\n", qPrintable(info.message),
                qPrintable(info.throwSite.value(0).function));
}
