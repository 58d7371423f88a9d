// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

// As <taskdeck/export.h>, which who links the monitor alone cannot include.
#if defined(TASKDECK_SHARED)
#define TASKDECK_MONITOR_EXPORT Q_DECL_EXPORT
#else
#define TASKDECK_MONITOR_EXPORT
#endif
