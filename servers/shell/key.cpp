// SPDX-License-Identifier: MIT
#include "servers/shell/key.hpp"

#include <cstdlib>

namespace shell {

namespace {

constexpr size_t kLongestSequence = 32;
constexpr const char kPasteEnd[] = "\033[201~";
constexpr size_t kPasteEndSize = 6;

Key of_kind(KeyKind kind, char letter = 0) {
    Key key;
    key.kind = kind;
    key.letter = letter;
    return key;
}

Key of_text(std::string text) {
    Key key;
    key.kind = KeyKind::text;
    key.text = std::move(text);
    return key;
}

} // namespace

Key KeyDecoder::feed(char byte) {
    if (pasting_)
        return feed_paste(byte);
    auto code = static_cast<unsigned char>(byte);
    switch (state_) {
    case State::ground:
        return feed_ground(code);
    case State::escape:
        return feed_escape(code);
    case State::single: // ESC O x, as some terminals send arrows
        state_ = State::ground;
        pending_.clear();
        return finish_sequence(byte);
    case State::sequence:
        if (code >= 0x40 && code <= 0x7e) {
            state_ = State::ground;
            return finish_sequence(byte);
        }
        if (code < 0x20 || pending_.size() > kLongestSequence) {
            state_ = State::ground;
            return of_kind(KeyKind::unknown);
        }
        pending_ += byte;
        return {};
    case State::utf8:
        if ((code & 0xc0) != 0x80) { // the character was cut off: what there is of it counts
            state_ = State::ground;
            Key key = of_text(pending_);
            Key next = feed_ground(code);
            if (next.kind == KeyKind::text)
                key.text += next.text;
            return next.kind == KeyKind::text || next.kind == KeyKind::none ? key : next;
        }
        pending_ += byte;
        if (--missing_ > 0)
            return {};
        state_ = State::ground;
        return of_text(pending_);
    }
    return {};
}

Key KeyDecoder::feed_ground(unsigned char code) {
    if (code == 27) {
        state_ = State::escape;
        return {};
    }
    if (code == 127 || code == 8)
        return of_kind(KeyKind::backspace);
    if (code < 32)
        return of_kind(KeyKind::control, static_cast<char>('@' + code));
    if (code >= 0xc2 && code <= 0xf4) {
        state_ = State::utf8;
        missing_ = code >= 0xf0 ? 3 : code >= 0xe0 ? 2 : 1;
        pending_.assign(1, static_cast<char>(code));
        return {};
    }
    return of_text(std::string(1, static_cast<char>(code)));
}

Key KeyDecoder::feed_escape(unsigned char code) {
    state_ = State::ground;
    switch (code) {
    case '[':
        state_ = State::sequence;
        pending_.clear();
        return {};
    case 'O':
        state_ = State::single;
        return {};
    case 27:
        state_ = State::escape;
        return {};
    case 'b':
    case 'B':
        return of_kind(KeyKind::word_left);
    case 'f':
    case 'F':
        return of_kind(KeyKind::word_right);
    case 'd':
    case 'D':
        return of_kind(KeyKind::word_erase);
    case 8:
    case 127:
        return of_kind(KeyKind::word_backspace);
    default:
        return code >= ' ' && code < 127 ? of_kind(KeyKind::alternate, static_cast<char>(code))
                                         : of_kind(KeyKind::unknown);
    }
}

Key KeyDecoder::finish_sequence(char final) {
    size_t separator = pending_.rfind(';');
    int modifier = separator == std::string::npos ? 0 : atoi(pending_.c_str() + separator + 1);
    bool word = modifier > 2; // Alt or Ctrl
    switch (final) {
    case 'A':
        return of_kind(KeyKind::up);
    case 'B':
        return of_kind(KeyKind::down);
    case 'C':
        return of_kind(word ? KeyKind::word_right : KeyKind::right);
    case 'D':
        return of_kind(word ? KeyKind::word_left : KeyKind::left);
    case 'H':
        return of_kind(KeyKind::home);
    case 'F':
        return of_kind(KeyKind::end);
    case '~':
        break;
    default:
        return of_kind(KeyKind::unknown);
    }
    switch (atoi(pending_.c_str())) {
    case 1:
    case 7:
        return of_kind(KeyKind::home);
    case 4:
    case 8:
        return of_kind(KeyKind::end);
    case 3:
        return of_kind(word ? KeyKind::word_erase : KeyKind::erase);
    case 200:
        pasting_ = true;
        pasted_.clear();
        return {};
    default:
        return of_kind(KeyKind::unknown);
    }
}

Key KeyDecoder::feed_paste(char byte) {
    pasted_ += byte;
    if (byte != '~' || pasted_.size() < kPasteEndSize ||
        pasted_.compare(pasted_.size() - kPasteEndSize, kPasteEndSize, kPasteEnd) != 0)
        return {};
    pasted_.resize(pasted_.size() - kPasteEndSize);
    pasting_ = false;
    Key key = of_text(std::move(pasted_));
    key.pasted = true;
    pasted_.clear();
    return key;
}

} // namespace shell
