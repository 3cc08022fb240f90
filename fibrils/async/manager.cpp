// SPDX-License-Identifier: MIT
#include "fibrils/async/manager.hpp"

#include "fibrils/arch/syscall.hpp"

namespace async {

void deliver(const abi::Message& message) {
    if (message.kind == abi::MessageKind::call && message.call != abi::kNoHandle)
        sys_ipc_answer(message.call, uint64_t(abi::Error::hung_up), 0, 0, 0, 0, 0);
}

} // namespace async
