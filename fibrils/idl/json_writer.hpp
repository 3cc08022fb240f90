// SPDX-License-Identifier: MIT
// Writes JSON text piece by piece, in the order of the calls.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace idl {

class JsonWriter {
  public:
    /// Begins an object or a list. In a `flat` one everything stands on one line.
    void begin(char bracket, bool flat = false);
    void end();
    void key(std::string_view name);
    void value(std::string_view text);
    void value(const char* text) { value(std::string_view(text)); }
    void value(const std::string& text) { value(std::string_view(text)); }
    /// Above 2^53 as text ("18446744073709551615"), because JavaScript would round it.
    void value(uint64_t number);
    void value(uint32_t number) { value(uint64_t(number)); }
    void value(int number) { value(uint64_t(number)); }
    void value(bool truth);
    void none();

    template<typename Value>
    void member(std::string_view name, const Value& content) {
        key(name);
        value(content);
    }

    /// The text so far, with a line feed at the end.
    std::string take();

  private:
    void separate();
    void write_text(std::string_view text);

    struct Level {
        char bracket;
        bool is_flat;
        bool is_empty;
    };
    std::string text_;
    std::vector<Level> levels_;
    bool is_behind_key_ = false;
};

} // namespace idl
