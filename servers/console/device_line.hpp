// SPDX-License-Identifier: MIT
// A line that is a device of the machine.
#pragma once

#include "kernel/abi/ipc.hpp"
#include "kernel/abi/result.hpp"
#include "servers/console/line.hpp"

namespace console {

class DeviceLine final : public Line {
  public:
    /// Opens device `number` and tells its size; from listen() on, `listener` hears of it.
    /// Errors: no_device (terminals of this machine are no devices), permission.
    abi::Result<void> open(uint32_t number, LineListener& listener);
    abi::Result<void> listen();

    size_t read(char* bytes, size_t size) override;
    void write(std::string_view bytes) override;
    void wait_for_room() override {}

  private:
    static void on_input(const abi::Message& message, void* line);
    static void on_state(const abi::Message& message, void* line);

    abi::Handle device_ = abi::kNoHandle;
    LineListener* listener_ = nullptr;
};

} // namespace console
