// SPDX-License-Identifier: MIT
// Random bytes for everybody: as interface "rand", as /dev/random and as /dev/urandom.
#pragma once

#include "fibrils/async/connection.hpp"
#include "servers/devfs/device.hpp"
#include "servers/random/generator.hpp"
#include "servers/random/protocol.hpp"

namespace random_numbers {

class Service : public devfs::Device {
  public:
    /// `seed`: from the machine's own entropy.
    explicit Service(const ChachaKey& seed) : generator_(seed) {}

    /// One client, until it hangs up.
    void serve(async::Call opening);

    // devfs::Device. Writing mixes the bytes into the state.
    abi::Result<size_t> read(uint32_t unit, uint64_t position, async::Transfer& transfer) override;
    abi::Result<size_t> write(uint32_t unit, uint64_t position, async::Transfer& transfer) override;

  private:
    abi::Result<void> get();
    abi::Result<void> add();
    abi::Result<size_t> give(async::Transfer& transfer);

    Generator generator_;
};

} // namespace random_numbers
