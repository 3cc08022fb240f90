// SPDX-License-Identifier: MIT
// The C library's record of a thread: errno and the locale are in it. Defined by native/musl.
#pragma once

/// Prepares the record of the task's only thread, before anything else of the C library is used. Returns what
/// the thread pointer must be.
extern "C" void* start_thread_record();
