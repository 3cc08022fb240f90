// SPDX-License-Identifier: MIT
// The ChaCha20 block function of RFC 8439.
#pragma once

#include <array>
#include <cstdint>

namespace random_numbers {

using ChachaKey = std::array<uint8_t, 32>;
using ChachaNonce = std::array<uint8_t, 12>;
using ChachaBlock = std::array<uint8_t, 64>;

/// Key stream block number `counter`.
ChachaBlock chacha20_block(const ChachaKey& key, uint32_t counter, const ChachaNonce& nonce);

} // namespace random_numbers
