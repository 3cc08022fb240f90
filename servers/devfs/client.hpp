// SPDX-License-Identifier: MIT
// Links a device server to devfs: names appear under /dev, requests arrive at a Device.
#pragma once

#include "servers/devfs/device.hpp"

#include <string_view>

namespace devfs {

/// The connection of a device server to devfs. Lives as long as the server.
class Registrar {
  public:
    /// Waits until devfs exists, then connects `device`, which must outlive this.
    static Result<Registrar> connect(Device& device);

    /// Makes /dev/`name`. `mode`: permission bits. Errors: exists, limit, invalid (empty, too long, or with
    /// '/').
    Result<void> add(std::string_view name, uint32_t unit, uint32_t mode = 0666);
    Result<void> remove(uint32_t unit);

  private:
    explicit Registrar(async::Handle phone) : phone_(phone) {}
    async::Handle phone_;
};

} // namespace devfs
