// SPDX-License-Identifier: MIT
#include "servers/display/parser.hpp"

#include <algorithm>

namespace display {

namespace {

constexpr char kBell = 0x07;
constexpr char kCancel = 0x18;
constexpr char kSubstitute = 0x1a;
constexpr char kEscape = 0x1b;
constexpr char kDelete = 0x7f;

bool is_control(char byte) {
    return static_cast<uint8_t>(byte) < 0x20;
}

bool is_intermediate(char byte) {
    return byte >= 0x20 && byte <= 0x2f;
}

bool is_final(char byte) {
    return byte >= 0x40 && byte <= 0x7e;
}

} // namespace

void Parser::feed(std::string_view bytes, Actions& actions) {
    for (const char one : bytes)
        byte(one, actions);
}

void Parser::begin(State state) {
    state_ = state;
    intermediate_ = 0;
    string_size_ = 0;
    sequence_ = {};
}

// What is the same in all states: a sequence can be given up, or another one begun, at any place.
void Parser::byte(char byte, Actions& actions) {
    if (state_ != State::ground && (byte == kCancel || byte == kSubstitute))
        return begin(State::ground);
    if (byte == kEscape) {
        if (decoder_.reset())
            actions.print(lib::utf8::Decoder::kBad);
        return begin(State::escape);
    }
    switch (state_) {
    case State::ground:
        return ground(byte, actions);
    case State::escape:
        return escape(byte, actions);
    case State::sequence:
    case State::ignored_sequence:
        return sequence(byte, actions);
    case State::string:
        if (byte == kBell || ++string_size_ >= kMaxString)
            begin(State::ground);
    }
}

void Parser::ground(char byte, Actions& actions) {
    const auto found = decoder_.feed(byte);
    for (int i = 0; i < found.count; i++) {
        const char32_t character = found.character[i];
        if (character < 0x20)
            actions.control(char(character));
        else if (character < 0x7f || character >= 0xa0) // between them DEL and the eight-bit controls
            actions.print(character);
    }
}

void Parser::escape(char byte, Actions& actions) {
    if (is_control(byte))
        return actions.control(byte);
    if (is_intermediate(byte)) {
        intermediate_ = byte;
        return;
    }
    const char intermediate = intermediate_;
    if (intermediate == 0 && byte == '[')
        return begin(State::sequence);
    if (intermediate == 0 && (byte == ']' || byte == 'P' || byte == 'X' || byte == '^' || byte == '_'))
        return begin(State::string);
    begin(State::ground);
    if (static_cast<uint8_t>(byte) >= 0x80)
        ground(byte, actions); // no escape sequence has such a byte: it is text
    else if (byte != kDelete)
        actions.escape(intermediate, byte);
}

void Parser::sequence(char byte, Actions& actions) {
    if (is_control(byte))
        return actions.control(byte);
    if (byte == kDelete)
        return;
    if (is_final(byte)) {
        const bool ignored = state_ == State::ignored_sequence;
        Sequence sequence = sequence_;
        begin(State::ground);
        sequence.final = byte;
        if (!ignored)
            actions.sequence(sequence);
    } else if (static_cast<uint8_t>(byte) >= 0x80) {
        begin(State::ground); // no sequence has such a byte: it is text
        ground(byte, actions);
    } else if (is_intermediate(byte)) {
        state_ = sequence_.intermediate == 0 ? state_ : State::ignored_sequence;
        sequence_.intermediate = byte;
    } else {
        parameter_byte(byte);
    }
}

void Parser::parameter_byte(char byte) {
    const bool is_prefix = byte >= '<' && byte <= '?';
    if (sequence_.intermediate != 0 || (is_prefix && (sequence_.count > 0 || sequence_.prefix != 0)))
        state_ = State::ignored_sequence;
    else if (is_prefix)
        sequence_.prefix = byte;
    else if (byte == ';' || byte == ':')
        next_parameter(byte == ':');
    else
        digit(byte - '0');
}

void Parser::digit(int value) {
    if (sequence_.count == 0)
        sequence_.count = 1;
    uint16_t& parameter = sequence_.parameters[size_t(sequence_.count - 1)];
    parameter = uint16_t(std::min<int>(parameter * 10 + value, Sequence::kMaxValue));
    sequence_.present |= 1u << (sequence_.count - 1);
}

void Parser::next_parameter(bool joined) {
    if (sequence_.count == 0)
        sequence_.count = 1;
    if (sequence_.count == Sequence::kMaxParameters) {
        state_ = State::ignored_sequence;
        return;
    }
    sequence_.joined |= joined ? 1u << sequence_.count : 0;
    sequence_.count++;
}

} // namespace display
