// SPDX-License-Identifier: MIT
#pragma once

// For tasks of one thread to wait for each other, as in asyncio: first come first served, and a
// waiter that is cancelled loses no permit and no item.
#include <taskdeck/event.h>
#include <taskdeck/lock.h>
#include <taskdeck/queue.h>
#include <taskdeck/semaphore.h>
