// SPDX-License-Identifier: MIT
// null, zero and full.
#include "servers/devfs/service.hpp"

namespace devfs {

namespace {
uint8_t sink[abi::kMaxTransfer];  // what is written here is never looked at
uint8_t zeros[abi::kMaxTransfer]; // never written; not const, so that the module does not contain it
} // namespace

Result<size_t> read_builtin(Builtin builtin, async::OutData& data) {
    const size_t size = builtin == Builtin::null ? 0 : std::min(data.size(), sizeof zeros);
    TRY(data.give(zeros, size));
    return size;
}

Result<size_t> write_builtin(Builtin builtin, async::InData& data) {
    if (builtin == Builtin::full)
        return Error::no_space;
    const size_t size = std::min(data.size(), sizeof sink);
    TRY(data.take(sink, size));
    return size;
}

} // namespace devfs
