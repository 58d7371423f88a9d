// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

// Set by shared builds of the libraries, for themselves and for those who link them. With ELF it
// is one word for both; a static build exports nothing.
#if defined(TASKDECK_SHARED)
#define TASKDECK_EXPORT Q_DECL_EXPORT
#else
#define TASKDECK_EXPORT
#endif
