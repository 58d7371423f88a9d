// SPDX-License-Identifier: MIT
#include <taskdeck/callgraph.h>

#include <QtCore/QHash>
#include <QtCore/QSet>
#include <QtCore/QStringBuilder>

#include <algorithm>

namespace taskdeck {

static constexpr qsizetype maxDepth = 100; // lines would be longer than anybody reads

namespace {

/// Writes a graph as a tree, in a loop: what is deep costs no native stack.
class TreeWriter
{
public:
    struct Item {
        QString title;
        QString detail;    ///< behind the title
        QStringList notes; ///< lines below it
        QList<qsizetype> below;
    };

    explicit TreeWriter(const QList<Item> &items)
        : m_items(items)
        , m_state(items.size(), State::New)
    {
    }

    void write(qsizetype root)
    {
        visit(root);
        while (!m_path.isEmpty()) {
            Position &position = m_path.last();
            const QList<qsizetype> &below = m_items[position.item].below;
            if (position.next < below.size()) {
                visit(below[position.next++]);
            } else {
                m_state[position.item] = State::Written;
                m_path.removeLast();
            }
        }
    }

    bool isNew(qsizetype item) const { return m_state[item] == State::New; }
    QString text() const { return m_text; }

private:
    enum class State { New, OnPath, Written };
    struct Position {
        qsizetype item;
        qsizetype next;
    };

    void visit(qsizetype number)
    {
        const Item &item = m_items[number];
        const QString indent(2 * m_path.size(), u' ');
        m_text += indent % item.title;
        if (m_state[number] != State::New) { // all else about it is above
            m_text += mark(number) % u'\n';
            return;
        }
        m_text += item.detail % u'\n';
        if (m_path.size() == maxDepth && !item.below.isEmpty()) {
            m_text += indent % u"  …\n";
            m_state[number] = State::Written; // else it would be at the top of a tree again
            return;
        }
        for (const QString &note : item.notes)
            m_text += indent % u"  " % note % u'\n';
        m_state[number] = State::OnPath;
        m_path += Position{number, 0};
    }

    QStringView mark(qsizetype number) const
    {
        if (m_state[number] == State::OnPath)
            return u" (cycle)";
        return m_items[number].below.isEmpty() ? u"" : u" (see above)";
    }

    const QList<Item> &m_items;
    QList<State> m_state;
    QList<Position> m_path;
    QString m_text;
};

} // namespace

QList<AnyTask> waitersOf(const AnyFuture &future)
{
    detail::FutureBase &state = detail::Access::state(future);
    detail::requireOwnThread(state);
    QList<AnyTask> tasks;
    QSet<const detail::TaskControl *> seen;
    const detail::WaiterList &waiters = state.waiters();
    for (auto *waiter = waiters.next(); waiter; waiter = waiters.next(waiter)) {
        const detail::TaskControl *const task = waiter->callerTask();
        if (!task || task->future().done() || seen.contains(task))
            continue;
        seen.insert(task);
        tasks += detail::Access::handle<AnyTask>(task->future());
    }
    return tasks;
}

static CallGraph::Node nodeOf(const AnyFuture &future)
{
    const detail::TaskControl *const task = detail::Access::state(future).task();
    if (!task)
        return {{}, QStringLiteral("future"), {}, {}};
    return {task->id(), task->name(), task->stack(), {}};
}

CallGraph callGraph(const AnyFuture &future)
{
    CallGraph graph;
    QHash<const detail::FutureBase *, qsizetype> places;
    QList<AnyFuture> found{future};
    places.insert(&detail::Access::state(future), 0);
    for (qsizetype i = 0; i < found.size(); ++i) {
        const AnyFuture current = found[i];
        graph.nodes += nodeOf(current);
        for (const AnyTask &waiter : waitersOf(current)) {
            const auto *const state = &detail::Access::state(waiter);
            auto place = places.constFind(state);
            if (place == places.constEnd()) {
                place = places.insert(state, found.size());
                found += waiter;
            }
            graph.nodes[i].waiters += *place;
        }
    }
    return graph;
}

QString formatCallGraph(const CallGraph &graph)
{
    QList<TreeWriter::Item> items;
    for (const CallGraph::Node &node : graph.nodes) {
        TreeWriter::Item item{node.name, {}, {}, node.waiters};
        for (const SourcePlace &frame : node.frames)
            item.notes += QStringLiteral("at ") + frame.toString();
        if (!node.waiters.isEmpty())
            item.notes += QStringLiteral("awaited by");
        items += item;
    }
    TreeWriter writer(items);
    if (!items.isEmpty())
        writer.write(0);
    return writer.text();
}

QString formatTaskTree(const QList<AnyTask> &tasks)
{
    QList<TreeWriter::Item> items;
    QHash<TaskId, qsizetype> places;
    for (const AnyTask &task : tasks) {
        if (places.contains(task.id()))
            continue;
        places.insert(task.id(), items.size());
        const QList<SourcePlace> stack = task.stack();
        const QString at =
            stack.isEmpty() ? QString() : QStringLiteral("  at ") + stack.constFirst().toString();
        items += {task.name(), at, {}, {}};
    }
    QList<qsizetype> roots;
    QSet<TaskId> entered;
    for (const AnyTask &task : tasks) {
        if (entered.contains(task.id()))
            continue;
        entered.insert(task.id());
        const qsizetype place = places.value(task.id());
        bool isRoot = true;
        for (const AnyTask &waiter : waitersOf(task)) {
            const auto above = places.constFind(waiter.id());
            if (above == places.constEnd())
                continue;
            isRoot = false;
            items[*above].below += place;
        }
        if (isRoot)
            roots += place;
    }
    TreeWriter writer(items);
    for (const qsizetype root : std::as_const(roots))
        writer.write(root);
    for (qsizetype item = 0; item < items.size(); ++item) {
        if (writer.isNew(item)) // of a cycle that nobody outside waits for
            writer.write(item);
    }
    return writer.text();
}

} // namespace taskdeck
