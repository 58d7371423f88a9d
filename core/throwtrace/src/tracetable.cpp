// SPDX-License-Identifier: MIT
#include "trace_p.h"

#include <taskdeck/throwtrace.h>

#include <atomic>
#include <mutex>
#include <new>

namespace taskdeck::throwtrace {

namespace {

struct Record {
    const void *object = nullptr;
    Destructor destroy = nullptr;
    Record *next = nullptr;
    Trace trace{};
};

// A lock each, so that threads that throw do not wait for each other.
struct alignas(64) Shard {
    static constexpr std::uintptr_t chainCount = 64;

    std::mutex mutex;
    Record *chains[chainCount] = {};

    Record **find(std::uintptr_t hash, const void *object)
    {
        Record **link = &chains[hash % chainCount];
        while (*link && (*link)->object != object)
            link = &(*link)->next;
        return link;
    }
};

constexpr std::uintptr_t shardCount = 64;
constinit Shard shards[shardCount];
constinit std::atomic<qsizetype> kept{0};

// Exception objects are blocks of malloc, of a few sizes: the low bits say nothing.
std::uintptr_t hashOf(const void *object)
{
    return (reinterpret_cast<std::uintptr_t>(object) >> 4) * std::uintptr_t(0x9E3779B97F4A7C15u) >>
           40;
}

} // namespace

bool keepTrace(void *object, Destructor destroy, const void *begin) noexcept
{
    Record *record = new (std::nothrow) Record{.object = object, .destroy = destroy};
    if (!record)
        return false;
    capture(record->trace, begin);

    const std::uintptr_t hash = hashOf(object);
    Shard &shard = shards[hash % shardCount];
    const std::lock_guard lock(shard.mutex);
    Record *&first = shard.chains[hash / shardCount % Shard::chainCount];
    record->next = std::exchange(first, record);
    ++kept;
    return true;
}

Destructor forgetTrace(const void *object) noexcept
{
    const std::uintptr_t hash = hashOf(object);
    Shard &shard = shards[hash % shardCount];
    Record *record = nullptr;
    {
        const std::lock_guard lock(shard.mutex);
        Record **const link = shard.find(hash / shardCount, object);
        record = *link;
        if (record)
            *link = record->next;
    }
    if (!record)
        return nullptr;
    --kept;
    const Destructor destroy = record->destroy;
    delete record;
    return destroy;
}

std::optional<Trace> traceOf(const void *object) noexcept
{
    const std::uintptr_t hash = hashOf(object);
    Shard &shard = shards[hash % shardCount];
    const std::lock_guard lock(shard.mutex);
    const Record *record = *shard.find(hash / shardCount, object);
    return record ? std::optional(record->trace) : std::nullopt;
}

qsizetype keptTraces() noexcept
{
    return kept;
}

} // namespace taskdeck::throwtrace
