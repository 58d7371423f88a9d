// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

#include <optional>
#include <utility>

namespace taskdeck {

/// Input from outside, understood or not: a value, or one sentence why there is none.
template<typename T>
struct Parsed {
    std::optional<T> value{};
    QString message{};

    static Parsed of(T value) { return {std::move(value), {}}; }
    static Parsed refused(QString sentence) { return {std::nullopt, std::move(sentence)}; }
};

} // namespace taskdeck
