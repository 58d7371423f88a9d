// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/waitline.h>

#include <deque>
#include <utility>

namespace taskdeck::detail {

/// The part of a queue that needs no T. Shared by the queue and those who wait.
class TASKDECK_EXPORT QueueCore
{
public:
    explicit QueueCore(qsizetype maxSize);
    QueueCore(const QueueCore &) = delete;
    QueueCore &operator=(const QueueCore &) = delete;

    WaitLine items; ///< one permit for each item
    WaitLine room;  ///< one for each that may still be put

    /// An item came. To be told after it is in.
    void added();
    /// @throws UsageError  fewer have been added
    void finished(qsizetype count = 1);
    /// @throws QueueShutDown
    void requireOpen() const;
    void shutdown();
    void close();

    static Coro<> join(std::shared_ptr<QueueCore> core);

private:
    WaitLine m_joining;
    qsizetype m_unfinished = 0;
    bool m_shutDown = false;
};

template<typename T>
class QueueState final : public QueueCore
{
public:
    using QueueCore::QueueCore;

    std::deque<T> values;

    /// @param place  of the one who puts it, or the line itself if he did not wait
    template<typename Place>
    void append(T &&value, Place &place)
    {
        requireOpen();
        values.push_back(std::move(value));
        place.takePermit();
        added();
    }

    template<typename Place>
    T takeFirst(Place &place)
    {
        T value = std::move(values.front());
        values.pop_front();
        place.takePermit();
        room.addPermit();
        return value;
    }

    std::deque<T> takeAll()
    {
        std::deque<T> taken;
        taken.swap(values);
        for (auto n = taken.size(); n > 0; --n) {
            items.takePermit();
            room.addPermit();
        }
        finished(qsizetype(taken.size()));
        return taken;
    }

    static Coro<> put(std::shared_ptr<QueueState> state, T value)
    {
        WaitLine::Place place(state->room);
        while (place.mustWait()) {
            auto turn = turnOf(place);
            co_await Unseen(std::move(turn));
        }
        state->append(std::move(value), place);
    }

    static Coro<T> get(std::shared_ptr<QueueState> state)
    {
        WaitLine::Place place(state->items);
        while (place.mustWait()) {
            auto turn = turnOf(place);
            co_await Unseen(std::move(turn));
        }
        co_return state->takeFirst(place);
    }
};

} // namespace taskdeck::detail
