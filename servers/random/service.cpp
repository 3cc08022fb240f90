// SPDX-License-Identifier: MIT
#include "servers/random/service.hpp"

#include "fibrils/async/transfer.hpp"

#include <algorithm>
#include <vector>

namespace random_numbers {

using abi::Error;
using async::Call;
using protocol::Method;

void Service::serve(Call opening) {
    async::accept(opening);
    for (;;) {
        Call call = async::get_call();
        if (call.hung_up())
            return;
        if (call.method() == uint64_t(Method::get))
            call.answer(get().error());
        else if (call.method() == uint64_t(Method::add))
            call.answer(add().error());
        else
            call.answer(Error::not_supported);
    }
}

abi::Result<void> Service::get() {
    async::Transfer transfer = TRY(async::data_read_receive());
    TRY(give(transfer));
    return {};
}

abi::Result<void> Service::add() {
    uint8_t seed[protocol::kMaxSeed];
    const size_t size = TRY(async::data_write_accept(seed, sizeof(seed)));
    generator_.mix(seed, size);
    return {};
}

abi::Result<size_t> Service::give(async::Transfer& transfer) {
    std::vector<uint8_t> bytes(std::min<size_t>(transfer.size, abi::kMaxTransfer));
    generator_.fill(bytes.data(), bytes.size());
    TRY(async::data_read_finalize(transfer, bytes.data(), bytes.size()));
    return bytes.size();
}

abi::Result<size_t> Service::read(uint32_t, uint64_t, async::Transfer& transfer) {
    return give(transfer);
}

abi::Result<size_t> Service::write(uint32_t, uint64_t, async::Transfer& transfer) {
    std::vector<uint8_t> bytes(transfer.size);
    TRY(async::data_write_finalize(transfer, bytes.data(), bytes.size()));
    generator_.mix(bytes.data(), bytes.size());
    return bytes.size();
}

} // namespace random_numbers
