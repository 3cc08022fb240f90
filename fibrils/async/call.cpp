// SPDX-License-Identifier: MIT
#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/answer_error.hpp"
#include "fibrils/async/connection.hpp"
#include "fibrils/lib/log.hpp"
#include "fibrils/scheduler.hpp"

namespace async {

[[gnu::cold]] void Call::drop() {
    const fibril::Fibril* fibril = fibril::scheduler::running;
    lib::log("fibril ", fibril ? fibril->name : "?", " dropped method ", method(), " of task ", sender(),
             " without an answer");
    answer(Error::interrupted);
}

Error Call::answer(Error error, Arguments results) {
    return fibril::error_of(sys_ipc_answer(release(), static_cast<uint64_t>(answer_error(error)), results[0],
                                           results[1], results[2], results[3], results[4]));
}

Error Call::forward(Handle phone, uint64_t method, uint64_t a1, uint64_t a2, uint64_t a3,
                    abi::ForwardMode mode) {
    return fibril::error_of(
        sys_ipc_forward(release(), phone, method, a1, a2, a3, static_cast<uint32_t>(mode)));
}

} // namespace async
