// SPDX-License-Identifier: MIT
#pragma once

#include <taskdeck/coro.h>

#include <QtCore/QVariantMap>

namespace taskdeck {

/// Works for a minute in 60 steps. Goes on when it is asked to stop for the first time, and stops
/// at the second request.
[[nodiscard]] Coro<> writeIndex();

/// A task that waits for a task that waits for a task…: five deep, two minutes long.
[[nodiscard]] Coro<> publishSite();

/// Waits for what never comes.
[[nodiscard]] Coro<> waitForMoon();

/// Ends after a moment, with a value that is a tree.
[[nodiscard]] Coro<QVariantMap> readWeather();

} // namespace taskdeck
