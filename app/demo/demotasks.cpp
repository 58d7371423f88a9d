// SPDX-License-Identifier: MIT
#include "demotasks.h"

#include <taskdeck/errors.h>
#include <taskdeck/promise.h>
#include <taskdeck/sleep.h>
#include <taskdeck/task.h>

#include <QtCore/QStringList>

using namespace std::chrono_literals;

namespace taskdeck {
namespace {

Coro<> stepOfIndex(int step, int steps)
{
    setProgress(double(step) / steps, QStringLiteral("shelf %1 of %2").arg(step).arg(steps));
    co_await sleep(1s);
}

/// The innermost does the work; the others wait for the next in the list.
Coro<> waitForNext(QStringList names)
{
    if (names.isEmpty()) {
        for (int page = 0; page < 240; ++page) {
            setProgress(page, 240, QStringLiteral("pages"));
            co_await sleep(500ms);
        }
        co_return;
    }
    const QString name = names.takeFirst();
    auto next = createTask(waitForNext(names), name);
    co_await next;
}

} // namespace

Coro<> writeIndex()
{
    constexpr int steps = 60;
    bool hasRefused = false;
    for (int step = 1; step <= steps; ++step) {
        try {
            auto one = stepOfIndex(step, steps);
            co_await std::move(one);
        } catch (const CancelledError &) {
            if (hasRefused)
                throw;
            hasRefused = true;
            setProgress(double(step) / steps,
                        QStringLiteral("the index is half written: cancel again to give it up"));
        }
    }
}

Coro<> publishSite()
{
    return waitForNext({QStringLiteral("upload pages"), QStringLiteral("페이지 압축"),
                        QStringLiteral("build pages"), QStringLiteral("render diagrams")});
}

Coro<> waitForMoon()
{
    const Promise<void> moon;
    const Future<void> rise = moon.future();
    co_await rise;
}

Coro<QVariantMap> readWeather()
{
    co_await sleep(400ms);
    const QVariantMap wind{{QStringLiteral("speed"), 6.2},
                           {QStringLiteral("from"), QStringLiteral("NW")}};
    const QVariantList hours{
        QVariantMap{{QStringLiteral("hour"), 9}, {QStringLiteral("celsius"), 11.5}},
        QVariantMap{{QStringLiteral("hour"), 12}, {QStringLiteral("celsius"), 15.0}},
        QVariantMap{{QStringLiteral("hour"), 18}, {QStringLiteral("celsius"), 12.8}}};
    QVariantMap weather;
    weather.insert(QStringLiteral("city"), QStringLiteral("제주"));
    weather.insert(QStringLiteral("wind"), wind);
    weather.insert(QStringLiteral("hours"), hours);
    weather.insert(QStringLiteral("rain"), false);
    co_return weather;
}

} // namespace taskdeck
