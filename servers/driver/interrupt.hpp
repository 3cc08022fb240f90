// SPDX-License-Identifier: MIT
// An interrupt of the machine, told to a fibril of its own.
#pragma once

#include "fibrils/async/connection.hpp"
#include "kernel/abi/hardware.hpp"

namespace driver {

class Interrupt {
  public:
    /// `number`: global, or abi::kBusInterrupt + number. `handler` runs for each one and says unmask when the
    /// device no longer asks. An edge that came before that is lost: look at the device once more afterwards.
    /// Errors: not_supported, no_entry, busy, permission.
    abi::Result<void> open(uint64_t number, async::NotificationHandler handler, void* data);
    void unmask();

  private:
    abi::Handle handle_ = abi::kNoHandle;
};

} // namespace driver
