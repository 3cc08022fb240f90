// SPDX-License-Identifier: MIT
#include "servers/console/discipline.hpp"

#include "fibrils/lib/utf8.hpp"

#include <algorithm>

namespace console {

namespace utf8 = lib::utf8;

namespace {

constexpr char kBackspace = 0x08;
constexpr char kReprint = 0x12;     // Ctrl-R
constexpr char kEraseWord = 0x17;   // Ctrl-W
constexpr int kTabWidth = 8;        // a tab is echoed as so many blanks, wherever it stands
constexpr size_t kMaxChunks = 4096; // lines and ends of file; bounds what empty ones cost
constexpr std::string_view kSuspendNote = "[stopping a job is not supported; Ctrl-C ends it]";

/// A special character that is switched on and was typed.
bool is(char byte, uint8_t special) {
    return special != 0 && static_cast<uint8_t>(byte) == special;
}

bool is_control(char byte) {
    return static_cast<uint8_t>(byte) < 0x20 || byte == 0x7f;
}

/// Columns that the echo of the last character of `line` (`size` bytes) takes.
int echo_width(std::string_view line, size_t size, bool show_control) {
    const std::string_view character = line.substr(line.size() - size);
    if (character == "\t")
        return kTabWidth;
    if (size == 1 && is_control(character[0]))
        return show_control ? 2 : 0;
    return utf8::width(utf8::decode(character));
}

bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

} // namespace

void Discipline::set_attributes(const Attributes& attributes, Effects& effects) {
    const bool was_canonical = has(kCanonical);
    attributes_ = attributes;
    if (was_canonical && !has(kCanonical) && !line_.empty()) {
        finish_line();
    } else if (!was_canonical && has(kCanonical)) {
        std::string again;
        for (const Chunk& chunk : chunks_)
            if (chunk.raw)
                again += chunk.bytes;
        queued_ -= again.size();
        chunks_.erase(std::remove_if(chunks_.begin(), chunks_.end(), [](const Chunk& c) { return c.raw; }),
                      chunks_.end());
        pending_.insert(pending_start_, again);
    }
    process(effects);
}

size_t Discipline::room() const {
    return kMaxPending - std::min<size_t>(pending_size(), kMaxPending);
}

void Discipline::input(std::string_view bytes, Effects& effects) {
    if (bytes.size() > room()) {
        bytes = bytes.substr(0, room());
        ring(effects);
    }
    pending_ += bytes;
    process(effects);
}

void Discipline::process(Effects& effects) {
    do {
        while (pending_start_ < pending_.size() && !full())
            process_byte(pending_[pending_start_++], effects);
        // Moving the rest to the front is worth it only now and then.
        if (pending_start_ > pending_.size() / 2) {
            pending_.erase(0, pending_start_);
            pending_start_ = 0;
        }
        if (pending_size() == 0)
            return;
        find_interrupt(effects); // the queue is full; an interrupt empties it
    } while (!full());
}

bool Discipline::full() const {
    return queued_ + line_.size() >= kMaxQueue || chunks_.size() >= kMaxChunks;
}

void Discipline::find_interrupt(Effects& effects) {
    if (!has(kSignals) || attributes_.interrupt == 0)
        return;
    const size_t found = pending_.find(static_cast<char>(attributes_.interrupt), pending_start_);
    if (found == std::string::npos)
        return;
    pending_start_ = found + 1;
    interrupt(effects);
}

void Discipline::process_byte(char byte, Effects& effects) {
    if (byte == '\r' && (attributes_.input & kInputCarriageReturnToNewline) != 0)
        byte = '\n';
    if (has(kSignals) && process_signal(byte, effects))
        return;
    if (!has(kCanonical)) {
        append_raw(byte);
        if (has(kEcho))
            echo(byte, effects);
        return;
    }
    if (!process_editing(byte, effects))
        append_to_line(byte, effects);
}

bool Discipline::process_signal(char byte, Effects& effects) {
    if (is(byte, attributes_.interrupt))
        interrupt(effects);
    else if (is(byte, attributes_.suspend))
        note_suspend(effects);
    else
        return false;
    return true;
}

bool Discipline::process_editing(char byte, Effects& effects) {
    if (is(byte, attributes_.erase) || (byte == kBackspace && attributes_.erase != 0))
        erase_character(effects);
    else if (is(byte, attributes_.kill))
        erase_line(effects);
    else if (byte == kEraseWord)
        erase_word(effects);
    else if (byte == kReprint)
        reprint(effects);
    else if (is(byte, attributes_.end))
        finish_line();
    else
        return false;
    return true;
}

void Discipline::interrupt(Effects& effects) {
    line_.clear();
    chunks_.clear();
    queued_ = 0;
    skipping_ = false;
    effects.interrupts++;
    if (has(kEcho))
        echo_control(static_cast<char>(attributes_.interrupt), effects);
}

void Discipline::note_suspend(Effects& effects) {
    if (!has(kEcho))
        return;
    echo_control(static_cast<char>(attributes_.suspend), effects);
    effects.echo += "\r\n";
    effects.echo += kSuspendNote;
    effects.echo += "\r\n";
    for (const char byte : line_)
        echo(byte, effects);
}

void Discipline::append_to_line(char byte, Effects& effects) {
    if (skipping_ && utf8::is_continuation(byte))
        return;
    skipping_ = false;
    if (byte != '\n' && line_.size() >= kMaxLine - 1) { // the last place is for the newline
        if (utf8::ends_inside_character(line_))
            line_.resize(line_.size() - utf8::last_size(line_));
        skipping_ = true;
        ring(effects);
        return;
    }
    line_ += byte;
    if (has(kEcho))
        echo(byte, effects);
    if (byte == '\n')
        finish_line();
}

void Discipline::append_raw(char byte) {
    if (chunks_.empty() || !chunks_.back().raw)
        chunks_.push_back({{}, true});
    chunks_.back().bytes += byte;
    queued_++;
}

void Discipline::finish_line() {
    queued_ += line_.size();
    chunks_.push_back({std::move(line_), false});
    line_.clear();
    skipping_ = false;
}

void Discipline::erase_character(Effects& effects) {
    if (line_.empty())
        return;
    const size_t size = utf8::last_size(line_);
    int columns = echo_width(line_, size, has(kEchoControl));
    line_.resize(line_.size() - size);
    while (has(kEcho) && columns-- > 0)
        effects.echo += "\b \b";
}

void Discipline::erase_word(Effects& effects) {
    while (!line_.empty() && is_blank(line_.back()))
        erase_character(effects);
    while (!line_.empty() && !is_blank(line_.back()))
        erase_character(effects);
}

void Discipline::erase_line(Effects& effects) {
    while (!line_.empty())
        erase_character(effects);
}

void Discipline::reprint(Effects& effects) {
    if (!has(kEcho))
        return;
    echo_control(kReprint, effects);
    effects.echo += "\r\n";
    for (const char byte : line_)
        echo(byte, effects);
}

void Discipline::echo(char byte, Effects& effects) const {
    if (byte == '\n')
        effects.echo += "\r\n";
    else if (byte == '\t')
        effects.echo.append(kTabWidth, ' ');
    else if (is_control(byte))
        echo_control(byte, effects);
    else
        effects.echo += byte;
}

void Discipline::echo_control(char byte, Effects& effects) const {
    if (!has(kEchoControl))
        return;
    effects.echo += '^';
    effects.echo += static_cast<char>(byte ^ 0x40);
}

void Discipline::ring(Effects& effects) const {
    if (!effects.bell)
        effects.echo += '\a';
    effects.bell = true;
}

bool Discipline::readable() const {
    return has(kCanonical) ? !chunks_.empty() : queued_ > 0;
}

std::string Discipline::peek(size_t size) const {
    std::string bytes;
    for (const Chunk& chunk : chunks_) {
        bytes += chunk.bytes.substr(0, size - bytes.size());
        if (has(kCanonical) || bytes.size() == size)
            break;
    }
    return bytes;
}

void Discipline::consume(size_t size, Effects& effects) {
    queued_ -= size;
    do {
        if (chunks_.empty())
            break;
        std::string& bytes = chunks_.front().bytes;
        const size_t part = std::min(size, bytes.size());
        bytes.erase(0, part);
        size -= part;
        if (bytes.empty())
            chunks_.pop_front();
    } while (size > 0);
    process(effects);
}

void Discipline::flush() {
    pending_.clear();
    pending_start_ = 0;
    line_.clear();
    chunks_.clear();
    queued_ = 0;
    skipping_ = false;
}

} // namespace console
