// SPDX-License-Identifier: MIT
// The line discipline: what happens to typed bytes between the keyboard and a program that reads.
//
//   device -> pending (unprocessed) -> line (being edited) -> chunks (readable) -> program
//
// In canonical mode a program gets whole lines, and the user edits the last one until Return. In raw mode
// bytes become readable at once. pending grows only when nobody reads: chunks have a limit, and what does not
// fit waits unprocessed; only the interrupt character is still found in it.
#pragma once

#include "servers/console/attributes.hpp"

#include <deque>
#include <string>
#include <string_view>

namespace console {

/// What a batch of input causes besides readable bytes.
struct Effects {
    std::string echo;        // for the screen, line ends already translated
    uint32_t interrupts = 0; // how often the interrupt character was typed
    bool bell = false;       // rung in this batch: once is enough
};

class Discipline {
  public:
    const Attributes& attributes() const { return attributes_; }

    /// From now on. Bytes typed ahead in raw mode and not read yet are processed again when lines begin, so
    /// that a program gets what was typed for it as lines; a half edited line becomes readable in raw mode.
    void set_attributes(const Attributes& attributes, Effects& effects);

    /// How many bytes input() can take without losing one.
    size_t room() const;

    /// Bytes arrive. More than room() are lost with a bell.
    void input(std::string_view bytes, Effects& effects);

    /// A read would not wait: a line or an end of file is there (canonical), or a byte (raw).
    bool readable() const;

    /// Bytes that a raw read can get.
    size_t available() const { return queued_; }

    /// What a read of at most `size` bytes gets, at most one line in canonical mode; "" is end of file if
    /// readable(). Nothing changes until consume.
    std::string peek(size_t size) const;

    /// The first `size` bytes (as peek gave them) have been read. Their room may let waiting input in.
    void consume(size_t size, Effects& effects);

    /// Forgets everything that was typed and not read.
    void flush();

  private:
    struct Chunk {
        std::string bytes; // a line; empty: an end of file
        bool raw = false;  // came in raw mode: not processed as lines yet
    };
    bool has(uint32_t local_flag) const { return (attributes_.local & local_flag) != 0; }
    size_t pending_size() const { return pending_.size() - pending_start_; }
    bool full() const;
    void process(Effects& effects);
    void process_byte(char byte, Effects& effects);
    bool process_signal(char byte, Effects& effects);
    bool process_editing(char byte, Effects& effects);
    void find_interrupt(Effects& effects);
    void interrupt(Effects& effects);
    void note_suspend(Effects& effects);

    void append_to_line(char byte, Effects& effects);
    void append_raw(char byte);
    void finish_line();
    void erase_character(Effects& effects);
    void erase_word(Effects& effects);
    void erase_line(Effects& effects);
    void reprint(Effects& effects);
    void echo(char byte, Effects& effects) const;
    void echo_control(char byte, Effects& effects) const;
    void ring(Effects& effects) const;

    Attributes attributes_ = kDefaultAttributes;
    std::string pending_;
    size_t pending_start_ = 0; // bytes of it that are already processed
    std::string line_;
    bool skipping_ = false; // inside a character whose first byte did not fit the line
    std::deque<Chunk> chunks_;
    size_t queued_ = 0; // bytes of all chunks
};

} // namespace console
