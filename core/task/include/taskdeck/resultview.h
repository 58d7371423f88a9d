// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QJsonDocument>
#include <QtCore/QList>
#include <QtCore/QMap>
#include <QtCore/QMetaType>
#include <QtCore/QVariant>

#include <string>
#include <type_traits>

namespace taskdeck {

/// How the monitor shows a value of type T: specialise it for your own types.
///
/// By default what QVariant knows (built-in or Q_DECLARE_METATYPE), std::string, and lists and
/// maps of these; everything else is shown by its type's name only.
template<typename T>
struct ResultView {
    static QVariant of(const T &value)
    {
        // Never instantiates QVariant for an unknown type: for some that does not compile.
        if constexpr (std::is_enum_v<T>)
            return QVariant::fromValue(qint64(value));
        else if constexpr (std::is_copy_constructible_v<T> && QMetaTypeId2<T>::Defined &&
                           !std::is_pointer_v<T>)
            return QVariant::fromValue(value);
        else
            return {};
    }
};

template<>
struct ResultView<std::string> {
    static QVariant of(const std::string &value) { return QString::fromStdString(value); }
};

template<typename T>
struct ResultView<QList<T>> {
    static QVariant of(const QList<T> &values)
    {
        QVariantList list;
        list.reserve(values.size());
        for (const T &value : values)
            list += ResultView<T>::of(value);
        return list;
    }
};

template<typename T>
struct ResultView<QMap<QString, T>> {
    static QVariant of(const QMap<QString, T> &values)
    {
        QVariantMap map;
        for (auto it = values.begin(); it != values.end(); ++it)
            map.insert(it.key(), ResultView<T>::of(it.value()));
        return map;
    }
};

} // namespace taskdeck
