// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/coro.h>
#include <taskdeck/detail/endwatch.h>
#include <taskdeck/promise.h>

#include <chrono>
#include <deque>
#include <memory>
#include <optional>

namespace taskdeck::detail {

/// The part of Completions that needs no type: hands out futures in the order of their ends.
class TASKDECK_EXPORT CompletionStream final : public SharedListener,
                                               public TimerNode,
                                               public ReadyNode
{
public:
    explicit CompletionStream(std::size_t count);
    ~CompletionStream() override;

    void set(std::size_t i, FutureBase &future)
    {
        m_watches[i].set(*this, Ref<FutureBase>::share(&future));
    }
    void begin(std::optional<std::chrono::milliseconds> limit);

    /// The next that ends; null when each was handed out.
    /// @throws TimeoutError  the limit has passed; once for each that is still outstanding
    static Coro<Ref<FutureBase>> next(std::shared_ptr<CompletionStream> stream);

    void ended(EndWatch &watch) override;
    void dropped(EndWatch &) noexcept override { oneLess(); }
    void fire() override;
    void run() override;
    void drop() noexcept override { const auto last = std::move(m_inQueue); }

private:
    enum class Kind { Completed, TimedOut, NoMore };
    struct Item {
        Kind kind = Kind::NoMore;
        Ref<FutureBase> future{};
    };

    void oneLess() noexcept;
    void offer(Item item);
    std::optional<Item> takeNow();
    void giveBack(Item item);
    void forgetCancelled();

    Loop &m_loop;
    std::unique_ptr<EndWatch[]> m_watches;
    std::size_t m_count;
    std::size_t m_outstanding; ///< have neither ended nor timed out
    std::size_t m_left;        ///< were not handed out
    std::deque<Item> m_items;
    std::deque<Promise<Item>> m_waiting; ///< while somebody waits, there are no items
    std::shared_ptr<SharedListener> m_inQueue;
};

} // namespace taskdeck::detail
