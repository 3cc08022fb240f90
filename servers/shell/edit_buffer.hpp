// SPDX-License-Identifier: MIT
// The line that is being edited: text, cursor, what was cut.
#pragma once

#include <string>
#include <string_view>

namespace shell {

class EditBuffer {
  public:
    static constexpr size_t kMaxSize = 256 * 1024; // bytes

    const std::string& text() const { return text_; }
    size_t cursor() const { return cursor_; } // byte offset, always at the beginning of a character
    bool at_end() const { return cursor_ == text_.size(); }

    /// Replaces everything; the cursor goes to the end.
    void set(std::string text);
    /// Inserts at the cursor. False, with nothing changed, when the line would become longer than kMaxSize.
    bool insert(std::string_view text);
    /// Replaces the bytes [begin, cursor).
    bool replace_before_cursor(size_t begin, std::string_view text);

    void move_left();
    void move_right();
    void move_word_left();
    void move_word_right();
    void move_home(); // of the line in a text of several
    void move_end();
    /// To the line above or below at the same column. False when there is none.
    bool move_up();
    bool move_down();

    void erase_left();
    void erase_right();
    // What these remove can be inserted again with yank.
    void cut_to_end();
    void cut_to_home();
    void cut_word_left(); // back to the blank before
    void cut_part_left(); // back to the beginning of letters and digits
    void cut_part_right();
    void yank();
    void swap_characters();

  private:
    size_t word_begin(size_t at) const;
    size_t word_end(size_t at) const;
    void cut(size_t begin, size_t end);

    std::string text_;
    std::string cut_;
    size_t cursor_ = 0;
};

} // namespace shell
