// SPDX-License-Identifier: MIT
#include <taskdeck/detail/completionstream.h>
#include <taskdeck/detail/futureawaiter.h>
#include <taskdeck/loop.h>

namespace taskdeck::detail {

CompletionStream::CompletionStream(std::size_t count)
    : SharedListener(Loop::current())
    , m_loop(Loop::current())
    , m_watches(std::make_unique<EndWatch[]>(count))
    , m_count(count)
    , m_outstanding(count)
    , m_left(count)
{
}

CompletionStream::~CompletionStream()
{
    if (isArmed())
        disarm(m_loop, *this);
}

void CompletionStream::begin(std::optional<std::chrono::milliseconds> limit)
{
    for (std::size_t i = 0; i < m_count; ++i)
        m_watches[i].listen();
    if (!limit || m_count == 0)
        return;
    if (const TimePoint due = m_loop.deadline(*limit); due != TimePoint::max())
        arm(m_loop, *this, due);
}

void CompletionStream::ended(EndWatch &watch)
{
    if (m_outstanding == 0)
        return; // the limit came first
    oneLess();
    offer({Kind::Completed, Ref<FutureBase>::share(watch.future())});
    watch.release();
}

void CompletionStream::oneLess() noexcept
{
    if (m_outstanding == 0 || --m_outstanding > 0)
        return;
    if (isArmed())
        disarm(m_loop, *this); // [AC-04]
    forgetCaller();
}

void CompletionStream::fire()
{
    m_inQueue = shared_from_this();
    push(m_loop, *this);
}

// The limit has passed. What had ended a pass before was told before this.
void CompletionStream::run()
{
    const auto alive = std::move(m_inQueue);
    for (std::size_t i = 0; i < m_count; ++i) {
        m_watches[i].unlink();
        m_watches[i].release();
    }
    for (auto count = std::exchange(m_outstanding, 0); count > 0; --count)
        offer({Kind::TimedOut, {}});
    forgetCaller();
}

void CompletionStream::offer(Item item)
{
    while (!m_waiting.empty()) {
        Promise<Item> next = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (!next.trySetResult(item))
            continue; // it was cancelled meanwhile
        --m_left;
        while (m_left == 0 && !m_waiting.empty()) {
            m_waiting.front().trySetResult();
            m_waiting.pop_front();
        }
        return;
    }
    m_items.push_back(std::move(item));
}

std::optional<CompletionStream::Item> CompletionStream::takeNow()
{
    if (m_left == 0)
        return Item();
    if (m_items.empty())
        return std::nullopt;
    --m_left;
    Item item = std::move(m_items.front());
    m_items.pop_front();
    return item;
}

// It was handed to one who was cancelled before it could take it.
void CompletionStream::giveBack(Item item)
{
    ++m_left;
    if (m_items.empty())
        offer(std::move(item));
    else
        m_items.push_front(std::move(item));
}

void CompletionStream::forgetCancelled()
{
    while (!m_waiting.empty() && m_waiting.front().future().done())
        m_waiting.pop_front();
    while (!m_waiting.empty() && m_waiting.back().future().done())
        m_waiting.pop_back();
}

Coro<Ref<FutureBase>> CompletionStream::next(std::shared_ptr<CompletionStream> stream)
{
    std::optional<Item> item = stream->takeNow();
    if (!item) {
        Future<Item> turn = stream->m_waiting.emplace_back().future();
        std::exception_ptr cancelled;
        try {
            co_await Unseen(turn);
        } catch (...) {
            cancelled = std::current_exception();
        }
        if (turn.outcome() == Outcome::Value)
            item = turn.takeResult();
        if (cancelled) {
            if (item && item->kind != Kind::NoMore)
                stream->giveBack(std::move(*item));
            stream->forgetCancelled();
            std::rethrow_exception(std::move(cancelled));
        }
    }
    if (item->kind == Kind::TimedOut)
        throw TimeoutError();
    co_return std::move(item->future);
}

} // namespace taskdeck::detail
