// SPDX-License-Identifier: MIT
// Random bytes for everybody: as interface "rand", as /dev/random and as /dev/urandom.
#pragma once

#include "servers/devfs/device.hpp"
#include "servers/random/generator.hpp"
#include "servers/random/random_server.hpp"

namespace random_numbers {

class Service : public RandomServer, public devfs::Device {
  public:
    /// `seed`: from the machine's own entropy.
    explicit Service(const ChachaKey& seed) : generator_(seed) {}

    // devfs::Device. Writing mixes the bytes into the state.
    abi::Result<size_t> read(uint32_t unit, uint64_t position, async::OutData& data) override;
    abi::Result<size_t> write(uint32_t unit, uint64_t position, async::InData& data) override;

  private:
    abi::Result<void> get(async::Context& context, async::OutData& bytes) override;
    abi::Result<void> add(async::Context& context, std::span<const uint8_t> seed) override;
    abi::Result<size_t> give(async::OutData& data);

    Generator generator_;
};

} // namespace random_numbers
