// SPDX-License-Identifier: MIT
// What a terminal shows: characters come in as a program wrote them, cells come out. It behaves as xterm does
// (xterm's control sequences document); what it does not know changes nothing.
#pragma once

#include "servers/display/grid.hpp"
#include "servers/display/history.hpp"
#include "servers/display/parser.hpp"

#include <string>

namespace display {

enum class CursorShape : uint8_t { block, underline, bar };

class Screen : private Actions {
  public:
    static constexpr size_t kMaxReplies = 1024; // bytes that wait to be taken; more are dropped

    Screen(int columns, int rows);

    void write(std::string_view bytes) { parser_.feed(bytes, *this); }
    /// Answers to questions that the program asked, to be given to it as if they had been typed.
    std::string take_replies();

    int columns() const { return main_.columns(); }
    int rows() const { return main_.rows(); }
    /// As a person sees it: `back` lines further up than the end (see look_back).
    Cell at(int row, int column) const;
    /// Whether a row may look different since it was last asked for.
    bool take_change(int row) { return grid().take_change(row) || back_ > 0; }
    void change_all() { grid().change_all(); }

    struct Cursor {
        int row = 0;
        int column = 0;
        CursorShape shape = CursorShape::block;
        bool visible = true;
    };
    Cursor cursor() const;

    /// Looks `lines` further back (negative: forward) into what has scrolled away. Writing does not end it.
    void look_back(int lines);
    void look_at_end();
    bool is_looking_back() const { return back_ > 0; }

    // What the encoding of keys depends on.
    bool application_cursor() const { return modes_.application_cursor; }
    bool application_keypad() const { return modes_.application_keypad; }
    bool bracketed_paste() const { return modes_.bracketed_paste; }
    bool reversed() const { return modes_.reversed; }

  private:
    struct Modes {
        bool insert = false;
        bool newline = false; // a line feed also returns the carriage
        bool application_cursor = false;
        bool application_keypad = false;
        bool reversed = false;
        bool origin = false;
        bool wrap = true;
        bool cursor_visible = true;
        bool bracketed_paste = false;
    };
    /// Where and how the next character appears.
    struct Pen {
        int row = 0;
        int column = 0;
        bool wrap_pending = false; // the last column is filled; the next character begins a line
        Style style;
        bool origin = false; // what was saved of the modes
        bool line_drawing[2] = {false, false};
        uint8_t set = 0; // G0 or G1
    };
    enum class Buffer { main, alternate };

    // Actions
    void print(char32_t character) override;
    void control(char byte) override;
    void escape(char intermediate, char final) override;
    void sequence(const Sequence& sequence) override;

    void select_set(char intermediate, char final);
    void plain_sequence(const Sequence& sequence);
    bool move_sequence(const Sequence& sequence);
    bool edit_sequence(const Sequence& sequence);
    void special_sequence(const Sequence& sequence);
    void set_mode(int number, bool on);
    void set_private_mode(int number, bool on);
    void set_modes(const Sequence& sequence, bool on);
    bool* private_flag(int number);
    void show_buffer(Buffer buffer);
    void show_buffer_saving(bool alternate);

    void report_status(const Sequence& sequence);
    void report_mode(const Sequence& sequence);
    void reply(std::string_view bytes);

    Grid& grid() { return buffer_ == Buffer::main ? main_ : alternate_; }
    const Grid& grid() const { return buffer_ == Buffer::main ? main_ : alternate_; }
    Cell blank() const;
    void move_to(int row, int column);
    void move_in_region(int row, int column);
    void move_rows(int count);
    void move_columns(int count);
    void next_row();
    void previous_row();
    void tab(int count);
    void scroll(int top, int count);
    void erase_display(int what);
    void erase_line(int what);
    void repeat(int count);
    void set_region(int top, int bottom);
    void fill_with_e();
    void save_pen();
    void restore_pen();
    void reset();
    void soft_reset();

    Grid main_;
    Grid alternate_;
    History history_;
    Parser parser_;
    Buffer buffer_ = Buffer::main;
    Modes modes_;
    Pen pen_;
    Pen saved_[2];
    int top_ = 0;
    int bottom_; // behind the last row of the scrolling region
    std::vector<bool> tabs_;
    CursorShape shape_ = CursorShape::block;
    char32_t last_ = 0; // character, for `repeat`
    int back_ = 0;
    std::string replies_;
};

} // namespace display
