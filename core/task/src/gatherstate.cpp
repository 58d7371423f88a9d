// SPDX-License-Identifier: MIT
#include <taskdeck/detail/exceptionptr.h>
#include <taskdeck/detail/gatherstate.h>
#include <taskdeck/loop.h>

#include <QtCore/QScopeGuard>

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <vector>

namespace taskdeck::detail {

GatherCore::GatherCore(FutureBase &outer, std::size_t count, Failures failures)
    : EndListener(outer.loop())
    , m_outer(outer)
    , m_children(std::make_unique<EndWatch[]>(count))
    , m_count(count)
    , m_failures(failures)
{
}

GatherCore::~GatherCore() = default;

void GatherCore::start()
{
    Loop &loop = m_outer.loop();
    for (const EndWatch &child : children()) {
        if (&child.future()->loop() != &loop)
            throw std::invalid_argument("a gather of futures of different loops");
    }
    if (loop.isOwnThread())
        return begin();
    loop.callSoonThreadsafe([this, alive = Ref<FutureBase>::share(&m_outer)] {
        begin();
    });
}

void GatherCore::begin()
{
    for (EndWatch &child : children()) {
        if (child.future()->done() || isRepeated(child))
            continue;
        child.listen();
        ++m_left;
    }
    if (m_left > 0)
        m_outer.ref(); // until all have ended
    for (const EndWatch &child : children()) {
        if (child.future()->done())
            look(*child.future());
    }
    if (m_left == 0)
        finish(nullptr);
}

// Then its last waiter is one of ours, since nobody came between [GA-03].
bool GatherCore::isRepeated(const EndWatch &child) const
{
    const Waiter *const last = child.future()->waiters().last();
    const std::less<const Waiter *> before;
    return last && !before(last, &m_children[0]) && before(last, &child);
}

void GatherCore::ended(EndWatch &watch)
{
    look(*watch.future());
    if (--m_left > 0) {
        if (m_outer.done())
            watch.release();
        return;
    }
    finish(watch.future());
    m_outer.deref();
}

void GatherCore::dropped(EndWatch &) noexcept
{
    if (!m_outer.done())
        m_outer.endCancelled(
            std::make_exception_ptr(CancelledError(QStringLiteral("the loop has been shut down"))));
    if (--m_left > 0)
        return;
    forgetChildren();
    m_outer.deref();
}

// What a cancel request hides is not marked: it is reported when it is lost.
void GatherCore::look(FutureBase &child)
{
    if (child.outcome() == Outcome::Value || !m_messages.isEmpty())
        return;
    if (m_outer.done()) {
        child.markRetrieved(); // [GA-11]
    } else if (m_failures == Failures::EndIt) {
        child.markRetrieved();
        m_outer.fail(child.peekException()); // a CancelledError too [GA-06]
    }
}

void GatherCore::finish(const FutureBase *last)
{
    if (!m_outer.done() && !m_messages.isEmpty()) {
        m_outer.endCancelled(std::make_exception_ptr(CancelledError(messageOfCancel(last))));
    } else if (!m_outer.done()) {
        try {
            collect();
        } catch (...) {
            m_outer.fail(std::current_exception());
        }
    }
    forgetChildren();
}

// Of several requests the one that ended the last child, if one did [GA-08, T-17, T-26].
QString GatherCore::messageOfCancel(const FutureBase *last) const
{
    const auto *error = last ? exceptionAs<CancelledError>(last->peekException()) : nullptr;
    return error && m_messages.contains(error->message()) ? error->message()
                                                          : m_messages.constLast();
}

void GatherCore::forgetChildren()
{
    m_count = 0;
    const auto last = std::move(m_children); // what dies with them may come back here
    forgetCaller();
}

QString GatherCore::gatherText() const
{
    return m_left > 0 ? QStringLiteral("gather, %1 left").arg(m_left) : QStringLiteral("gather");
}

/// A request on its way through the children of one gather.
struct GatherCore::Request {
    Ref<FutureBase> outer;
    GatherCore *core;
    QString message;
    std::size_t next = 0;
};

/// Requests that are being handed out. A child may pass them on to another gather, and so on: a few
/// levels go by recursion, what is below those is left to the deepest. There it goes on top, and
/// so comes before the child's next sibling, as by recursion.
class GatherCore::Requests
{
public:
    static inline thread_local Requests *current = nullptr;

    Requests()
        : m_above(std::exchange(current, this))
        , m_depth(m_above ? m_above->m_depth + 1 : 0)
        , m_run(m_above ? m_above->m_run : ++s_lastRun)
    {
    }
    ~Requests() { current = m_above; }
    Requests(const Requests &) = delete;
    Requests &operator=(const Requests &) = delete;

    bool isDeepest() const { return m_depth == maxDepth; }
    quint64 run() const { return m_run; }

    void push(GatherCore &core, const QString &message)
    {
        m_stack.push_back({Ref<FutureBase>::share(&core.m_outer), &core, message});
    }

    /// @returns false if no child of the first gather has accepted
    bool handOut()
    {
        bool accepted = false;
        while (!m_stack.empty()) {
            Request &request = m_stack.back();
            if (request.next >= request.core->m_count) { // it may have ended meanwhile
                m_stack.pop_back();
                continue;
            }
            const EndWatch &child = request.core->m_children[request.next++];
            if (!child.isLinked())
                continue;
            const bool ofFirst = m_stack.size() == 1;
            const auto future = Ref<FutureBase>::share(child.future());
            if (future->requestCancel(QString(request.message)) && ofFirst)
                accepted = true;
        }
        return accepted;
    }

private:
    static constexpr int maxDepth = 16;
    static inline thread_local quint64 s_lastRun = 0;

    Requests *m_above;
    int m_depth;
    quint64 m_run; ///< the same for all that come of one request
    std::vector<Request> m_stack;
};

bool GatherCore::cancelChildren(const QString &message)
{
    const auto isPending = [](const EndWatch &child) {
        return child.isLinked();
    };
    if (std::ranges::none_of(children(), isPending))
        return false; // [GA-09]
    Requests *const above = Requests::current;
    if (above && m_lastRun == above->run())
        return true; // came here on another way already
    m_messages += message;
    if (above && above->isDeepest()) {
        m_lastRun = above->run();
        above->push(*this, message);
        return true;
    }
    const auto alive = Ref<FutureBase>::share(&m_outer);
    Requests requests;
    m_lastRun = requests.run();
    requests.push(*this, message);
    if (requests.handOut())
        return true;
    m_messages.removeLast();
    return false;
}

} // namespace taskdeck::detail
