// SPDX-License-Identifier: MIT
#include "kernel/ipc/system_method.hpp"

namespace kernel {

using abi::SystemMethod;

const SystemMethodHooks* hooks_of(uint64_t method) {
    switch (static_cast<SystemMethod>(method)) {
    case SystemMethod::connect_to_me:
        return &kConnectToMeHooks;
    case SystemMethod::connect_me_to:
        return &kConnectMeToHooks;
    case SystemMethod::share_in:
        return &kShareInHooks;
    case SystemMethod::share_out:
        return &kShareOutHooks;
    case SystemMethod::data_read:
        return &kDataReadHooks;
    case SystemMethod::data_write:
        return &kDataWriteHooks;
    case SystemMethod::delegate:
        return &kDelegateHooks;
    default:
        return nullptr;
    }
}

bool is_sendable(uint64_t method) {
    return method >= abi::kFirstUserMethod || method == static_cast<uint64_t>(SystemMethod::ping) ||
           hooks_of(method) != nullptr;
}

} // namespace kernel
