// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/loop.h>
#include <taskdeck/loop.h>
#include <taskdeck/task.h>
#include <taskdeck/taskobserver.h>

#include <QtCore/QFile>
#include <QtTest/QTest>

#include <csignal>

/// What the tests of real jobs share. They run in the real event loop and wait for events only.
namespace apptesting {

using namespace std::chrono_literals;

inline constexpr auto patience = 30s;

/// Runs a coroutine as a task to its end.
template<typename T>
taskdeck::Task<T> ended(taskdeck::Coro<T> coro)
{
    auto task = taskdeck::createTask(std::move(coro));
    task.waitForFinished(patience);
    return task;
}

/// The message, if the task failed with an E; else what happened instead.
template<typename E, typename T>
QString failureOf(const taskdeck::Task<T> &task)
{
    if (!task.failed())
        return QStringLiteral("no failure: ") + task.toString();
    try {
        std::rethrow_exception(task.exception());
    } catch (const E &error) {
        return QString::fromUtf8(error.what());
    } catch (const std::exception &error) {
        return QStringLiteral("another type: ") + QString::fromUtf8(error.what());
    }
}

inline QByteArray contents(const QString &file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

/// The number of the process that wrote itself into `file`; 0 = not yet.
inline int processIn(const QString &file)
{
    return contents(file).trimmed().toInt();
}

inline bool isAlive(int process)
{
    return process > 0 && ::kill(process, 0) == 0;
}

/// Keeps what the tasks of this thread write.
class OutputRecorder : public taskdeck::TaskObserver
{
public:
    OutputRecorder() { taskdeck::Loop::current().setObserver(this); }
    ~OutputRecorder() override { taskdeck::Loop::current().setObserver(nullptr); }

    QByteArray out;
    QByteArray error;

    void taskCreated(const taskdeck::AnyTask &) override {}
    void taskChanged(const taskdeck::AnyTask &task) override { task.observed(); }
    void taskEnded(const taskdeck::AnyTask &) override {}
    void taskWrote(taskdeck::TaskId, Channel channel, const QByteArray &bytes) override
    {
        (channel == Channel::Out ? out : error) += bytes;
    }
};

} // namespace apptesting
