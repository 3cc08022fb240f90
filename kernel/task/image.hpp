// SPDX-License-Identifier: MIT
// An executable that tasks can be made from. Shared by its handles and by the tasks that run it.
#pragma once

#include "kernel/lib/list.hpp"

#include <cstdint>

namespace kernel {

struct Task;

struct Image {
    ListNode node;
    int32_t number = 0; // of the machine
    uint32_t size = 0;  // bytes of the executable, charged to the payer apart from its kernel memory
    uint32_t references = 0;
    Task* payer = nullptr;
};

} // namespace kernel
