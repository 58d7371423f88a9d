// SPDX-License-Identifier: MIT
#pragma once

// Everything of the component Core but <taskdeck/testing.h>.
#include <taskdeck/ascompleted.h>
#include <taskdeck/await.h>
#include <taskdeck/batch.h>
#include <taskdeck/callgraph.h>
#include <taskdeck/coro.h>
#include <taskdeck/detail/loop.h>
#include <taskdeck/errors.h>
#include <taskdeck/exception.h>
#include <taskdeck/future.h>
#include <taskdeck/gather.h>
#include <taskdeck/loop.h>
#include <taskdeck/promise.h>
#include <taskdeck/result.h>
#include <taskdeck/returnwhen.h>
#include <taskdeck/settled.h>
#include <taskdeck/shield.h>
#include <taskdeck/sleep.h>
#include <taskdeck/sync.h>
#include <taskdeck/task.h>
#include <taskdeck/taskgroup.h>
#include <taskdeck/thread.h>
#include <taskdeck/timeout.h>
#include <taskdeck/wait.h>
#include <taskdeck/waitfor.h>
#include <taskdeck/withcleanup.h>
