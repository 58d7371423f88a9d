// SPDX-License-Identifier: MIT
#include "tasktree.h"

#include <algorithm>

using taskdeck::monitor::TaskSnapshot;

namespace taskdeck {
namespace {

/// The node after `node` below `top`, depth first, whatever is shown; null at the end.
TaskNode *nextBelow(TaskNode &node, const TaskNode &top)
{
    if (node.firstChild)
        return node.firstChild;
    for (TaskNode *at = &node; at != &top; at = at->parent) {
        if (at->next)
            return at->next;
    }
    return nullptr;
}

} // namespace

TaskNode *TaskTree::find(quint64 id)
{
    const auto found = m_nodes.find(id);
    return found == m_nodes.end() ? nullptr : &found->second;
}

const TaskNode *TaskTree::find(quint64 id) const
{
    const auto found = m_nodes.find(id);
    return found == m_nodes.end() ? nullptr : &found->second;
}

void TaskTree::add(const TaskSnapshot &task)
{
    TaskNode *creator = task.parent == task.id ? nullptr : find(task.parent);
    const auto [place, isNew] = m_nodes.try_emplace(task.id);
    if (!isNew) {
        update(task);
        return;
    }
    TaskNode &node = place->second;
    node.task = task;
    node.matches = m_matcher.matches(task);
    ++countOf(task.state);
    link(node, creator ? *creator : m_root);
    if (node.matches) {
        countShownChildren(*node.parent, 1);
        rowsChangeAt(node);
    }
}

void TaskTree::update(const TaskSnapshot &task)
{
    TaskNode *node = find(task.id);
    if (!node || node->task == task)
        return;
    --countOf(node->task.state);
    ++countOf(task.state);
    node->task = task;
    touch(*node);
    if (m_matcher.isActive())
        setMatches(*node, m_matcher.matches(task));
}

void TaskTree::remove(quint64 id)
{
    TaskNode *node = find(id);
    if (!node)
        return;
    if (node->isShown())
        rowsChangeAt(*node);
    --countOf(node->task.state);
    unlink(*node);
    m_gone.push_back(m_nodes.extract(id));
}

void TaskTree::clear()
{
    settled();
    m_nodes.clear();
    m_root = {};
    m_counts.fill(0);
}

void TaskTree::setMatcher(const TaskMatcher &matcher)
{
    m_matcher = matcher;
    for (auto &[id, node] : m_nodes) {
        node.expandedFiltered = true;
        setMatches(node, matcher.matches(node.task));
        touch(node); // whether it can fold, and is folded, may differ now
    }
    m_intactRows = 0;
}

bool TaskTree::isExpanded(const TaskNode &node) const
{
    return m_matcher.isActive() ? node.expandedFiltered : node.expanded;
}

void TaskTree::setExpanded(TaskNode &node, bool expanded)
{
    if (isExpanded(node) == expanded)
        return;
    (m_matcher.isActive() ? node.expandedFiltered : node.expanded) = expanded;
    touch(node);
    if (node.row >= 0)
        m_intactRows = std::min(m_intactRows, node.row + 1);
}

void TaskTree::unfoldAbove(const TaskNode &node)
{
    for (TaskNode *above = node.parent; above != &m_root; above = above->parent)
        setExpanded(*above, true);
}

TaskNode *TaskTree::rowAfter(TaskNode *node)
{
    const auto firstShown = [](TaskNode *sibling) {
        while (sibling && !sibling->isShown())
            sibling = sibling->next;
        return sibling;
    };
    if (!node)
        node = &m_root;
    if (node == &m_root || isExpanded(*node)) {
        if (TaskNode *child = firstShown(node->firstChild))
            return child;
    }
    for (; node != &m_root; node = node->parent) {
        if (TaskNode *sibling = firstShown(node->next))
            return sibling;
    }
    return nullptr;
}

void TaskTree::settled()
{
    m_intactRows = AllIntact;
    for (TaskNode *node : m_touched)
        node->touched = false;
    m_touched.clear();
    m_gone.clear();
}

void TaskTree::link(TaskNode &node, TaskNode &parent)
{
    node.parent = &parent;
    node.depth = parent.depth + 1;
    node.previous = parent.lastChild;
    (node.previous ? node.previous->next : parent.firstChild) = &node;
    parent.lastChild = &node;
}

// Its children take its place, in front of its next sibling.
void TaskTree::unlink(TaskNode &node)
{
    for (TaskNode *below = nextBelow(node, node); below; below = nextBelow(*below, node)) {
        --below->depth;
        touch(*below);
    }
    for (TaskNode *child = node.firstChild; child; child = child->next)
        child->parent = node.parent;
    TaskNode *first = node.firstChild ? node.firstChild : node.next;
    TaskNode *last = node.lastChild ? node.lastChild : node.previous;
    (node.previous ? node.previous->next : node.parent->firstChild) = first;
    (node.next ? node.next->previous : node.parent->lastChild) = last;
    if (node.firstChild)
        node.firstChild->previous = node.previous;
    if (node.lastChild)
        node.lastChild->next = node.next;
    countShownChildren(*node.parent, node.shownChildren - (node.isShown() ? 1 : 0));
}

void TaskTree::setMatches(TaskNode &node, bool matches)
{
    const bool wasShown = node.isShown();
    node.matches = matches;
    if (node.isShown() == wasShown)
        return;
    countShownChildren(*node.parent, wasShown ? -1 : 1);
    rowsChangeAt(node);
}

void TaskTree::countShownChildren(TaskNode &parent, int change)
{
    for (TaskNode *node = &parent; node && change != 0; node = node->parent) {
        const bool wasShown = node->isShown();
        const bool couldFold = node->shownChildren > 0;
        node->shownChildren += change;
        if (couldFold != (node->shownChildren > 0))
            touch(*node);
        if (node->isShown() == wasShown)
            return;
        rowsChangeAt(*node);
        change = wasShown ? -1 : 1;
    }
}

// Call it after `node` came, before it goes, or when it became shown or hidden. Its rows come
// after its previous sibling's, else after its parent's. If that one has no row although it is
// shown, then it is folded away, and so is `node`; or it is about to get a row, which has been
// noted, and `node` comes after it.
void TaskTree::rowsChangeAt(const TaskNode &node)
{
    if (node.row >= 0) {
        m_intactRows = std::min(m_intactRows, node.row);
        return;
    }
    const bool follows = node.previous && node.previous->isShown();
    const TaskNode &before = follows ? *node.previous : *node.parent;
    if (&before == &m_root)
        m_intactRows = 0;
    else if (before.isShown() && before.row >= 0 && (follows || isExpanded(before)))
        m_intactRows = std::min(m_intactRows, before.row + 1);
}

void TaskTree::touch(TaskNode &node)
{
    if (node.touched)
        return;
    node.touched = true;
    m_touched.push_back(&node);
}

int &TaskTree::countOf(TaskSnapshot::State state)
{
    return m_counts[TaskState::fromCore(state)];
}

} // namespace taskdeck
