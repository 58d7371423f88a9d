// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QDebug>
#include <QtCore/QString>

#include <concepts>
#include <string>
#include <type_traits>

namespace taskdeck::detail {

template<typename K>
concept Streamable = requires(QDebug debug, const K &key)
{
    debug << key;
};

/// A key that has an order and can be put in words.
template<typename K>
concept BatchKey = std::copy_constructible<K> &&
    (std::convertible_to<K, QString> || std::same_as<K, std::string> || std::is_enum_v<K> ||
     Streamable<K>)&&requires(const K &a, const K &b)
{
    {
        a < b
        } -> std::convertible_to<bool>;
};

/// A key in words: task names and error messages have it.
template<BatchKey K>
QString keyText(const K &key)
{
    if constexpr (std::is_convertible_v<K, QString>) {
        return key;
    } else if constexpr (std::is_same_v<K, std::string>) {
        return QString::fromStdString(key);
    } else if constexpr (Streamable<K>) {
        QString text;
        QDebug(&text).nospace().noquote() << key;
        return text;
    } else {
        return QString::number(qint64(key)); // an enum that Qt does not know
    }
}

} // namespace taskdeck::detail
