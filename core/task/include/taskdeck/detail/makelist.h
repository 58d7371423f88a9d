// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>

#include <iterator>

namespace taskdeck::detail {

/// make(0), make(1), … as it goes through the numbers. Calls itself a forward iterator, so that
/// QList asks for the distance first; each number is made once all the same.
template<typename T, typename Make>
struct MakingIterator {
    using iterator_category = std::forward_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T *;
    using reference = T;

    T operator*() const { return (*make)(number); }
    MakingIterator &operator++()
    {
        ++number;
        return *this;
    }
    MakingIterator operator++(int) { return {make, number++}; }
    bool operator==(const MakingIterator &other) const { return number == other.number; }

    Make *make;
    std::size_t number;
};

/// `count` elements, each constructed in its place: QList::emplaceBack() also wants to assign them.
template<typename T, typename Make>
QList<T> makeList(std::size_t count, Make make)
{
    using Iterator = MakingIterator<T, Make>;
    return QList<T>(Iterator{&make, 0}, Iterator{&make, count});
}

} // namespace taskdeck::detail
