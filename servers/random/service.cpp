// SPDX-License-Identifier: MIT
#include "servers/random/service.hpp"

#include <algorithm>
#include <vector>

namespace random_numbers {

abi::Result<void> Service::get(async::Context&, async::OutData& bytes) {
    return give(bytes).error();
}

abi::Result<void> Service::add(async::Context&, std::span<const uint8_t> seed) {
    generator_.mix(seed.data(), seed.size());
    return {};
}

abi::Result<size_t> Service::give(async::OutData& data) {
    std::vector<uint8_t> bytes(std::min<size_t>(data.size(), abi::kMaxTransfer));
    generator_.fill(bytes.data(), bytes.size());
    TRY(data.give(bytes.data(), bytes.size()));
    return bytes.size();
}

abi::Result<size_t> Service::read(uint32_t, uint64_t, async::OutData& data) {
    return give(data);
}

abi::Result<size_t> Service::write(uint32_t, uint64_t, async::InData& data) {
    std::vector<uint8_t> bytes(data.size());
    TRY(data.take(bytes.data(), bytes.size()));
    generator_.mix(bytes.data(), bytes.size());
    return bytes.size();
}

} // namespace random_numbers
