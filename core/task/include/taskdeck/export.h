// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

// Set by the shared build of the library; a static build exports nothing.
#if defined(TASKDECK_SHARED_BUILD)
#define TASKDECK_EXPORT Q_DECL_EXPORT
#elif defined(TASKDECK_SHARED)
#define TASKDECK_EXPORT Q_DECL_IMPORT
#else
#define TASKDECK_EXPORT
#endif
