// SPDX-License-Identifier: MIT
// Included before every file of the kernel: tasks import the system calls under their plain names.
#pragma once

#define SYSTEM_CALL_LINKAGE(name) __attribute__((export_name(#name)))
