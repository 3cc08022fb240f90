// SPDX-License-Identifier: MIT
// WebAssembly: system calls are imports from module "kernel", called without any JavaScript in between.
#pragma once

#define SWITCHBOARD_KERNEL_LINKAGE(name) __attribute__((import_module("kernel"), import_name(#name)))
#define SWITCHBOARD_TASK_EXPORT(name) __attribute__((export_name(#name), used))
