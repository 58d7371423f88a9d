// SPDX-License-Identifier: MIT
#include "demofailures.h"

#include <taskdeck/result.h>
#include <taskdeck/sleep.h>
#include <taskdeck/task.h>

#include <exception>

using namespace std::chrono_literals;

namespace taskdeck {
namespace {

/// Throws `failure` with the exception that is being handled as its cause.
template<typename Failure>
[[noreturn]] void wrap(const char *message)
{
    std::throw_with_nested(Failure(message));
}

Coro<int> readSector()
{
    co_await sleep(1s);
    throw SectorError("sector 4711 of the archive disk: input/output error");
}

Coro<int> loadCache()
{
    try {
        auto sector = createTask(readSector(), QStringLiteral("read sector 4711"));
        co_return co_await sector;
    } catch (const SectorError &) {
        wrap<CacheError>("the cache of October could not be loaded");
    }
}

Coro<int> exportTables()
{
    try {
        auto cache = createTask(loadCache(), QStringLiteral("load cache"));
        const int rows = co_await cache;
        co_return rows;
    } catch (const CacheError &) {
        wrap<ExportError>("3 of 12 tables could not be exported");
    }
}

Coro<QString> copyPhoto(QString name)
{
    constexpr int steps = 20;
    const bool isBroken = name == QStringLiteral("한라산.jpg");
    for (int i = 1; i <= steps; ++i) {
        co_await sleep(std::chrono::milliseconds(100 + 10 * name.size()));
        setProgress(double(i) / steps);
        if (isBroken && i == steps / 2)
            throw SectorError("한라산.jpg: checksum mismatch in block 17");
    }
    co_return QStringLiteral("photos/%1").arg(name);
}

} // namespace

Coro<> makeMonthlyReport()
{
    try {
        auto tables = createTask(exportTables(), QStringLiteral("export tables"));
        co_await tables;
    } catch (const ExportError &) {
        wrap<ReportError>("the report for October was not made");
    }
}

Coro<> backUpPhotos()
{
    BatchOptions options;
    options.concurrency(2).name(QStringLiteral("copy to the NAS"));
    const QList<QString> photos{QStringLiteral("바다.jpg"), QStringLiteral("한라산.jpg"),
                                QStringLiteral("cat.jpg"), QStringLiteral("돌하르방.jpg"),
                                QStringLiteral("ferry-at-dawn.jpg")};
    const auto copied = batch(photos, copyPhoto, options);
    const Task<> all = copied.task();
    co_await all;
}

} // namespace taskdeck
