// SPDX-License-Identifier: MIT
// Draws a prompt and a line that may take several rows of the screen.
#pragma once

#include <string>
#include <string_view>

namespace shell {

class LineView {
  public:
    LineView(int columns, int rows) : columns_(columns), rows_(rows) {}

    /// What to send to the terminal so that it shows prompt and text with the cursor at byte `cursor` of the
    /// text, in place of what was drawn before. `prompt` may hold escape sequences; it takes `prompt_width`
    /// columns. A text that does not fit the screen is shown around its cursor.
    std::string draw(std::string_view prompt, int prompt_width, std::string_view text, size_t cursor);
    /// The same, when all that happened is that `added` was put at the end of the text, where the cursor is.
    /// Empty when that needs a whole draw.
    std::string append(std::string_view added);
    /// Moves below the text: to the beginning of the next free row.
    std::string leave(int prompt_width, std::string_view text);
    /// Forgets what was drawn: the cursor is at the beginning of an empty row.
    void restart() {
        cursor_row_ = 0;
        end_column_ = -1;
    }
    /// The screen has another size; what is drawn was arranged anew by the terminal.
    void resize(int columns, int rows, int prompt_width, std::string_view text, size_t cursor);

    int columns() const { return columns_; }
    int rows() const { return rows_; }

  private:
    struct Place {
        int row = 0;
        int column = 0;
    };
    struct Layout {
        Place cursor;
        Place end;
    };
    Layout arrange(int prompt_width, std::string_view text, size_t cursor) const;
    /// Moves `place` over a character.
    void step(Place& place, char32_t character) const;

    int columns_;
    int rows_;
    int cursor_row_ = 0;  // of the terminal's cursor, counted from the first row drawn
    int end_column_ = -1; // where append() goes on; -1: it cannot
};

} // namespace shell
