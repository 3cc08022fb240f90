// SPDX-License-Identifier: MIT
#include "kernel/abi/event.hpp"

namespace abi {

const char* describe(FaultKind kind) {
    switch (kind) {
    case FaultKind::none:
        return "no fault";
    case FaultKind::unreachable:
        return "aborted";
    case FaultKind::out_of_bounds:
        return "memory access out of bounds";
    case FaultKind::divide:
        return "division by zero or overflow";
    case FaultKind::stack_overflow:
        return "stack overflow";
    case FaultKind::bad_call:
        return "call of a bad function pointer";
    case FaultKind::runaway:
        return "ran too long without yielding";
    case FaultKind::conversion:
        return "number outside the integer range";
    case FaultKind::no_memory:
        return "out of memory";
    case FaultKind::other:
        break;
    }
    return "unknown fault";
}

} // namespace abi
