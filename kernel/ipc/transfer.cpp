// SPDX-License-Identifier: MIT
// Data read and data write: the bytes move once, from one address space to the other, when the callee
// answers.
#include "kernel/ipc/system_method.hpp"
#include "kernel/kernel.hpp"

namespace kernel {

using abi::Error;

namespace {

Error prepare_transfer(Call& call, Task& sender) {
    uint64_t size = call.words[2];
    if (size > abi::kMaxTransfer) {
        if (!(call.words[3] & static_cast<uint64_t>(abi::TransferFlag::restrict_size)))
            return Error::limit;
        size = call.words[2] = abi::kMaxTransfer;
    }
    if (!arch::reachable(sender.slot, call.words[1], size))
        return Error::bad_memory;
    call.request_a1 = call.words[1];
    call.request_a2 = size;
    return Error::ok;
}

// The memory of a task never shrinks, so a range of the sender that was inside is inside still.
Outcome move_bytes(Call& call, Task& from, uint64_t source, Task& to, uint64_t destination, uint64_t size) {
    if (size > call.request_a2)
        return {Error::limit, Error::limit};
    if (!arch::copy(to.slot, destination, from.slot, source, size))
        return {Error::bad_party, Error::bad_memory};
    kernel().trace.copied(call, from, to, size);
    return {};
}

Outcome answer_read(Call& call, Task& sender, Task& answerer, abi::Words& words) {
    return move_bytes(call, answerer, words[1], sender, call.request_a1, words[2]);
}

Outcome answer_write(Call& call, Task& sender, Task& answerer, abi::Words& words) {
    return move_bytes(call, sender, call.request_a1, answerer, words[1], words[2]);
}

} // namespace

const SystemMethodHooks kDataReadHooks{prepare_transfer, nullptr, nullptr, answer_read, nullptr, false};
const SystemMethodHooks kDataWriteHooks{prepare_transfer, nullptr, nullptr, answer_write, nullptr, false};

} // namespace kernel
