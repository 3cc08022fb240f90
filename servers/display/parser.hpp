// SPDX-License-Identifier: MIT
// What a program writes to a terminal, taken apart as ECMA-48 says: characters, control characters, escape
// sequences. It holds a fixed amount of memory whatever comes, and no input keeps it from finding its way
// back.
#pragma once

#include "fibrils/lib/utf8.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace display {

/// ESC [ prefix parameters intermediate final.
struct Sequence {
    static constexpr int kMaxParameters = 32;
    static constexpr uint16_t kMaxValue = 9999; // larger numbers are cut

    char prefix = 0;       // < = > ? or 0
    char intermediate = 0; // 0x20..0x2f or 0
    char final = 0;
    int count = 0; // of parameters
    std::array<uint16_t, kMaxParameters> parameters{};
    uint32_t present = 0; // bit i: parameter i was written, not left out
    uint32_t joined = 0;  // bit i: parameter i follows its predecessor after a colon

    /// Parameter i, or `missing` if it was left out.
    int parameter(int i, int missing) const {
        return i < count && (present >> i & 1) != 0 ? parameters[size_t(i)] : missing;
    }
    /// The same for counts and positions, where 0 means 1.
    int at_least_one(int i) const {
        const int value = parameter(i, 1);
        return value == 0 ? 1 : value;
    }
    bool is_joined(int i) const { return i < count && (joined >> i & 1) != 0; }
};

/// Does what the parser finds.
class Actions {
  public:
    virtual void print(char32_t character) = 0;
    virtual void control(char byte) = 0; // 0x00..0x1f
    virtual void escape(char intermediate, char final) = 0;
    virtual void sequence(const Sequence& sequence) = 0;

  protected:
    ~Actions() = default;
};

class Parser {
  public:
    /// Strings (titles, prompt marks, device control) are skipped; one that is longer ends after so many
    /// bytes.
    static constexpr uint32_t kMaxString = 4096;

    /// `bytes` may begin and end anywhere in a character or a sequence.
    void feed(std::string_view bytes, Actions& actions);

  private:
    enum class State : uint8_t { ground, escape, sequence, ignored_sequence, string };

    void byte(char byte, Actions& actions);
    void ground(char byte, Actions& actions);
    void escape(char byte, Actions& actions);
    void sequence(char byte, Actions& actions);
    void begin(State state);
    void parameter_byte(char byte);
    void digit(int value);
    void next_parameter(bool joined);

    State state_ = State::ground;
    lib::utf8::Decoder decoder_;
    Sequence sequence_;
    char intermediate_ = 0;
    uint32_t string_size_ = 0;
};

} // namespace display
