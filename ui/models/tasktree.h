// SPDX-License-Identifier: MIT
#pragma once

#include "taskfilter.h"
#include "taskstate.h"

#include <array>
#include <limits>
#include <unordered_map>
#include <vector>

namespace taskdeck {

/// A task in the tree, linked with its siblings in order of creation.
struct TaskNode {
    taskdeck::monitor::TaskSnapshot task{};
    TaskNode *parent = nullptr;
    TaskNode *previous = nullptr;
    TaskNode *next = nullptr;
    TaskNode *firstChild = nullptr;
    TaskNode *lastChild = nullptr;
    int depth = -1;
    int row = -1;                 ///< kept by the model; -1 = folded or filtered away
    int shownChildren = 0;        ///< children that the filter lets through
    unsigned wanted = 0;          ///< stamp of the model's last walk that met this node
    bool touched = false;         ///< is in TaskTree::touched()
    bool matches = true;          ///< the filter, itself
    bool expanded = true;         ///< without a filter
    bool expandedFiltered = true; ///< with one; true anew whenever the filter changes

    /// True if the filter lets it through, for its own sake or for a descendant's.
    bool isShown() const { return matches || shownChildren > 0; }
};

/// All tasks of a feed as a tree, and which of them are to be rows. Plain data, no signals.
///
/// A task sits below its creator if that is here, else at the top. When a creator leaves, its
/// children take its place, so that the order of the rows never changes.
///
/// Every change notes what it touched, until settled() is called: `intactRows` leading rows are
/// as they were, `touched` nodes show other data than before, `gone` nodes have left but are
/// still readable.
class TaskTree
{
public:
    using Nodes = std::unordered_map<quint64, TaskNode>;
    using Counts = std::array<int, TaskState::Lost + 1>; ///< index: TaskState::Value

    TaskTree() = default;
    Q_DISABLE_COPY_MOVE(TaskTree)

    const Nodes &nodes() const { return m_nodes; }
    TaskNode *find(quint64 id);
    const TaskNode *find(quint64 id) const;

    /// Adds a task as the last child of its creator. One that is already here is updated.
    void add(const taskdeck::monitor::TaskSnapshot &task);
    /// Takes over a new snapshot; unknown ids and equal snapshots change nothing.
    void update(const taskdeck::monitor::TaskSnapshot &task);
    void remove(quint64 id);
    void clear();

    const TaskMatcher &matcher() const { return m_matcher; }
    void setMatcher(const TaskMatcher &matcher);

    bool isExpanded(const TaskNode &node) const;
    void setExpanded(TaskNode &node, bool expanded);
    void unfoldAbove(const TaskNode &node);

    /// The node of the row after `node`'s; null gives the first one.
    TaskNode *rowAfter(TaskNode *node);

    /// Number of tasks by state.
    const Counts &counts() const { return m_counts; }

    int intactRows() const { return m_intactRows; } ///< AllIntact = no row comes or goes
    const std::vector<TaskNode *> &touched() const { return m_touched; }
    void settled();

    static constexpr int AllIntact = std::numeric_limits<int>::max();

private:
    void link(TaskNode &node, TaskNode &parent);
    void unlink(TaskNode &node);
    void setMatches(TaskNode &node, bool matches);
    void countShownChildren(TaskNode &parent, int change);
    void rowsChangeAt(const TaskNode &node);
    void touch(TaskNode &node);
    int &countOf(taskdeck::monitor::TaskSnapshot::State state);

    Nodes m_nodes;
    TaskNode m_root;
    TaskMatcher m_matcher;
    Counts m_counts{};
    int m_intactRows = AllIntact;
    std::vector<TaskNode *> m_touched;
    std::vector<Nodes::node_type> m_gone;
};

} // namespace taskdeck
