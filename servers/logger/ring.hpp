// SPDX-License-Identifier: MIT
// The newest lines of a log, as one text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace logger {

class Ring {
  public:
    explicit Ring(size_t capacity) : capacity_(capacity) {}

    /// One line; its end is added. Control characters become '?', a tab stays. A line longer than the
    /// capacity is cut. The oldest lines make room.
    void append(std::string_view line);

    /// At most `size` bytes from `offset` on, counted from the oldest byte that is kept; "" at the end.
    std::string read(uint64_t offset, size_t size) const;

    size_t size() const { return text_.size(); }

  private:
    void make_room(size_t size);

    size_t capacity_;
    std::string text_; // whole lines
};

} // namespace logger
