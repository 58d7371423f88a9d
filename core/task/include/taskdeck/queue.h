// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/detail/queuestate.h>

#include <algorithm>
#include <concepts>
#include <optional>
#include <stdexcept>

namespace taskdeck {

/// Thrown by a queue that takes, or has, no more.
class TASKDECK_EXPORT QueueShutDown : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
    ~QueueShutDown() override;
};

/// First in, first out, between tasks of one thread, as asyncio's.
///
/// Those who wait are served in the order in which they came. A get() that is cancelled takes no
/// item, even if one was there for it. T needs only a move constructor. Those who still wait when
/// the queue dies get CancelledError. Thread: that of its tasks, else UsageError while one waits.
template<typename T>
class Queue
{
public:
    /// @param maxSize  put() waits while there are so many; zero or less = no limit
    explicit Queue(qsizetype maxSize = 0)
        : m_maxSize(std::max<qsizetype>(maxSize, 0))
        , d(std::make_shared<State>(maxSize))
    {
    }
    ~Queue() { d->close(); }
    Queue(const Queue &) = delete;
    Queue &operator=(const Queue &) = delete;

    /// Waits for a free place. A cancel drops the item. @throws QueueShutDown
    [[nodiscard]] Coro<> put(T item) { return State::put(d, std::move(item)); }
    /// Waits for an item and takes it out. @throws QueueShutDown  shut down, and none is left
    [[nodiscard]] Coro<T> get() { return State::get(d); }

    /// Without waiting, past those who wait; `item` is left as it is if the queue is full.
    /// @returns false if it is full. @throws QueueShutDown
    bool tryPut(T &&item)
    {
        d->requireOpen();
        if (isFull())
            return false;
        d->append(std::move(item), d->room);
        return true;
    }
    bool tryPut(const T &item) requires std::copy_constructible<T>
    {
        T copy(item);
        return tryPut(std::move(copy));
    }
    /// Without waiting, past those who wait: empty if there is none.
    /// @throws QueueShutDown  shut down, and none is left
    std::optional<T> tryGet()
    {
        if (!isEmpty())
            return d->takeFirst(d->items);
        d->requireOpen();
        return std::nullopt;
    }

    /// Something that was taken out has been dealt with; see join().
    /// @throws UsageError  more often than items were put
    void taskDone() { d->finished(); }
    /// Waits until taskDone() was called for every item that was put.
    [[nodiscard]] Coro<> join() { return State::join(d); }

    /// From here on nobody can put, and get() throws QueueShutDown when the queue is empty.
    void shutdown() { d->shutdown(); }
    /// shutdown(), and drops the items that are left; they count as dealt with.
    void shutdownNow()
    {
        d->shutdown();
        const auto dropped = d->takeAll(); // die last: that may run code which comes back here
    }

    qsizetype size() const { return qsizetype(d->values.size()); }
    qsizetype maxSize() const { return m_maxSize; }
    bool isEmpty() const { return d->values.empty(); }
    bool isFull() const { return d->room.permits() == 0; }

private:
    using State = detail::QueueState<T>;

    qsizetype m_maxSize;
    std::shared_ptr<State> d;
};

} // namespace taskdeck
