// SPDX-License-Identifier: MIT
// What compiled C++ expects of its runtime, where Debian's library would bring threads, exceptions and the
// demangler along. Nothing here throws, but parts of the C++ library are compiled as if it could.
#include "fibrils/lib/fatal.hpp"

#include <cstdint>

namespace {

// Of a variable that is made at its first use: the first byte is tested by the compiler.
struct Guard {
    uint8_t made;
    uint8_t being_made;
};

[[noreturn]] void refuse_exception() {
    lib::fatal("an exception of the C++ library");
}

} // namespace

namespace std {
[[noreturn]] void terminate() noexcept {
    refuse_exception();
}
} // namespace std

extern "C" {

void* __dso_handle = nullptr;

int __cxa_guard_acquire(Guard* guard) {
    if (guard->made)
        return 0;
    if (guard->being_made)
        lib::fatal("a static variable is used while it is being made");
    guard->being_made = 1;
    return 1;
}

void __cxa_guard_release(Guard* guard) {
    guard->being_made = 0;
    guard->made = 1;
}

#define REFUSE(name)                                                                                         \
    [[noreturn]] void name() {                                                                               \
        refuse_exception();                                                                                  \
    }
REFUSE(__cxa_guard_abort)
REFUSE(__cxa_allocate_exception)
REFUSE(__cxa_free_exception)
REFUSE(__cxa_throw)
REFUSE(__cxa_rethrow)
REFUSE(__cxa_begin_catch)
REFUSE(__cxa_end_catch)
REFUSE(__gxx_personality_v0)
REFUSE(_Unwind_Resume)
}
