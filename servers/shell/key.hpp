// SPDX-License-Identifier: MIT
// Makes keys of the bytes that a terminal sends.
#pragma once

#include <cstdint>
#include <string>

namespace shell {

enum class KeyKind : uint8_t {
    none,    // more bytes are needed
    text,    // `text` is one or more characters to insert
    control, // Ctrl with `letter` ('A'..'_'); Tab is I, Enter is M or J
    left,
    right,
    up,
    down,
    home,
    end,
    word_left,
    word_right,
    backspace,
    erase, // erase is the Del key
    word_backspace,
    word_erase, // Alt-Backspace, Alt-D
    alternate,  // Alt with `letter`
    unknown,
};

struct Key {
    KeyKind kind = KeyKind::none;
    char letter = 0;
    std::string text;
    bool pasted = false; // the text came between the marks of a bracketed paste
};

class KeyDecoder {
  public:
    /// Takes one byte; returns a key when it is complete.
    Key feed(char byte);
    /// Between the marks of a bracketed paste: many bytes will follow.
    bool pasting() const { return pasting_; }
    /// An Esc, and nothing after it yet.
    bool escape_pending() const { return state_ == State::escape; }

  private:
    enum class State : uint8_t { ground, escape, sequence, single, utf8 };
    Key feed_ground(unsigned char byte);
    Key feed_escape(unsigned char byte);
    Key finish_sequence(char final);
    Key feed_paste(char byte);

    State state_ = State::ground;
    std::string pending_; // parameters of a sequence, or bytes of a character
    std::string pasted_;
    int missing_ = 0; // bytes of a character
    bool pasting_ = false;
};

} // namespace shell
