// SPDX-License-Identifier: MIT
// What a terminal is connected to: bytes that were typed come out of it, bytes to be shown go into it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace console {

class Line {
  public:
    virtual ~Line() = default;

    /// Takes at most `size` bytes that have arrived; what stays makes whoever types wait.
    virtual size_t read(char* bytes, size_t size) = 0;
    /// Shows the bytes, now or later. Never waits.
    virtual void write(std::string_view bytes) = 0;
    /// Waits until the line is ready for more.
    virtual void wait_for_room() = 0;
};

/// Whoever wants to know what happens on a line.
class LineListener {
  public:
    /// There may be something to read.
    virtual void input_arrived() = 0;
    virtual void resized(uint32_t columns, uint32_t rows) = 0;
    /// Somebody looks at the terminal.
    virtual void opened() = 0;

  protected:
    ~LineListener() = default;
};

} // namespace console
