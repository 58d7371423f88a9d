// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

namespace taskdeck {

/// Ids at the QML border: QML counts in double, which is exact below 2^53; so are ids.
constexpr double idToQml(quint64 id)
{
    return static_cast<double>(id);
}

/// @returns 0, which is no task, for what cannot be an id: NaN, negative, 2^53 and more
constexpr quint64 idFromQml(double id)
{
    return id >= 1 && id < 9007199254740992.0 ? static_cast<quint64>(id) : 0;
}

} // namespace taskdeck
