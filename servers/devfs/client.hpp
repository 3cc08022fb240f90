// SPDX-License-Identifier: MIT
// Links a device server to devfs: names appear under /dev, requests arrive at a Device.
#pragma once

#include "servers/devfs/device.hpp"

#include <memory>
#include <string_view>

namespace devfs {

/// The connection of a device server to devfs. When devfs has died, it waits for a successor and offers the
/// same devices to it. Once connected it stays until the server ends, even without this object.
class Registrar {
  public:
    /// Waits until devfs exists, then connects `device`, which must live for ever.
    static Result<Registrar> connect(Device& device);
    Registrar(Registrar&& other) noexcept;
    ~Registrar();

    /// Makes /dev/`name`. `mode`: permission bits. Errors: exists, limit, invalid (empty, too long, or with
    /// '/').
    Result<void> add(std::string_view name, uint32_t unit, uint32_t mode = 0666);

  private:
    struct Offer;
    struct State;
    explicit Registrar(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace devfs
