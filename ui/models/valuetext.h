// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QVariant>

/// How a value of a type known only at run time reads. Containers of any type that Qt can
/// iterate count, not only QVariantMap and QVariantList.
namespace taskdeck::valuetext {

bool isMap(const QVariant &value);
bool isList(const QVariant &value);

/// Number of entries of a map or a list; -1 for a scalar.
qsizetype entries(const QVariant &value);

/// UTF-8 as text; bytes that are not as "0a ff 12".
QString bytes(const QByteArray &bytes);

/// The whole value: a scalar as it reads, a map or a list as indented JSON.
QString whole(const QVariant &value);

/// A scalar on one line, cut where that gets long; bytes with their size.
QString preview(const QVariant &scalar);

} // namespace taskdeck::valuetext
