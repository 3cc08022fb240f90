// SPDX-License-Identifier: MIT
// Free blocks of the heap are forbidden memory where AddressSanitizer watches, so that unit tests see a use
// after release; elsewhere this is nothing.
#pragma once

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KERNEL_WATCHED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define KERNEL_WATCHED
#endif

#ifdef KERNEL_WATCHED
#include <sanitizer/asan_interface.h>
#define KERNEL_POISON(address, size) ASAN_POISON_MEMORY_REGION(address, size)
#define KERNEL_UNPOISON(address, size) ASAN_UNPOISON_MEMORY_REGION(address, size)
#else
#define KERNEL_POISON(address, size) static_cast<void>(address)
#define KERNEL_UNPOISON(address, size) static_cast<void>(address)
#endif
