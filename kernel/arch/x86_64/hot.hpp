// SPDX-License-Identifier: MIT
// What every dispatch touches lies together: each page more costs when the address space has changed.
#pragma once

/// In the page where the kernel's stack ends (native/boot/kernel.ld); zero at first.
#define KERNEL_HOT [[gnu::section(".bss.hot")]]
