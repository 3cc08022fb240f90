// SPDX-License-Identifier: MIT
// A line that a driver task attaches and, when it dies, leaves. What is written meanwhile is kept for the
// next one, the newest bytes of it.
#pragma once

#include "kernel/abi/ipc.hpp"
#include "servers/console/console_types.hpp"
#include "servers/console/line.hpp"
#include "servers/console/waiters.hpp"

#include <string>

namespace console {

class DriverLine final : public Line {
  public:
    explicit DriverLine(LineListener& listener) : listener_(listener) {}

    bool attached() const { return driver_ != 0; }
    /// Task `driver` is at the other end from now on. Not while one is attached.
    void attach(abi::TaskId driver);
    void detach();
    abi::TaskId driver() const { return driver_; } // 0: nobody

    /// Typed bytes; waits until the terminal has taken them and has room to show what they caused, or the
    /// driver
    /// is gone. One at a time.
    void type(std::string_view bytes);
    /// Waits for bytes to show. False: the driver that was attached at the call is gone.
    bool wait_for_output();
    /// At most `size` of them; they stay until consume.
    std::string_view peek(size_t size) const { return std::string_view(output_).substr(0, size); }
    void consume(size_t size);

    size_t read(char* bytes, size_t size) override;
    void write(std::string_view bytes) override;
    void wait_for_room() override;

  private:
    bool overfull() const { return attached() && output_.size() > kMaxOutput; }

    LineListener& listener_;
    abi::TaskId driver_ = 0;
    uint32_t attachments_ = 0; // so far: a fibril of the last one must not act for this one
    std::string_view typed_;   // not yet taken
    std::string output_;
    Waiters changed_;
};

} // namespace console
