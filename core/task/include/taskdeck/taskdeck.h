// SPDX-License-Identifier: MIT
#pragma once

// Everything of the component Core but <taskdeck/testing.h>.
#include <taskdeck/await.h>
#include <taskdeck/coro.h>
#include <taskdeck/detail/loop.h>
#include <taskdeck/errors.h>
#include <taskdeck/exception.h>
#include <taskdeck/future.h>
#include <taskdeck/loop.h>
#include <taskdeck/promise.h>
#include <taskdeck/result.h>
#include <taskdeck/sleep.h>
#include <taskdeck/sync.h>
#include <taskdeck/task.h>
