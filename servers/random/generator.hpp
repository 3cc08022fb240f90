// SPDX-License-Identifier: MIT
// A generator of random bytes with fast key erasure: every request ends with a new key, so that whoever reads
// the memory later cannot compute what was given out before.
#pragma once

#include "servers/random/chacha20.hpp"

#include <cstddef>

namespace random_numbers {

class Generator {
  public:
    explicit Generator(const ChachaKey& seed) : key_(seed) {}

    void fill(void* buffer, size_t size);

    /// The new state depends on the old one and on all of `bytes`.
    void mix(const void* bytes, size_t size);

  private:
    void advance(uint32_t counter);

    ChachaKey key_;
};

} // namespace random_numbers
