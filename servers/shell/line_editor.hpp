// SPDX-License-Identifier: MIT
// Reads one line from a terminal in raw mode: takes the bytes that it sends, gives the bytes that it shows.
#pragma once

#include "servers/shell/completion.hpp"
#include "servers/shell/edit_buffer.hpp"
#include "servers/shell/history.hpp"
#include "servers/shell/key.hpp"
#include "servers/shell/line_view.hpp"

namespace shell {

class LineEditor {
  public:
    enum class State {
        editing,
        done,         // line() is complete
        end_of_input, // Ctrl-D on an empty line
        interrupted,  // Ctrl-C
    };

    /// `completer` may be null.
    LineEditor(History& history, Completer* completer, int columns, int rows);

    /// Begins an empty line. `prompt` may hold escape sequences and takes `prompt_width` columns.
    void begin(std::string prompt, int prompt_width);
    /// One byte from the terminal; only while state() is editing.
    void feed(char byte);
    void resize(int columns, int rows);

    State state() const { return state_; }
    const std::string& line() const { return buffer_.text(); }
    size_t cursor() const { return buffer_.cursor(); }
    /// Many bytes of pasted text will follow: the caller may read them in large pieces.
    bool pasting() const { return keys_.pasting(); }
    /// What the terminal has to be sent since the last call.
    std::string take_output();

  private:
    void handle(const Key& key);
    void handle_control(char letter);
    void insert(const Key& key);
    void browse(bool older);
    void complete();
    void list_candidates(const std::vector<std::string>& candidates);
    void finish(State state, const char* mark);
    void redraw();
    void bell() { output_ += '\a'; }

    void begin_search();
    /// True when the key was for the search; otherwise it is over and the key has its usual meaning.
    bool handle_search(const Key& key);
    void search_from(size_t from);

    History& history_;
    Completer* completer_;
    KeyDecoder keys_;
    EditBuffer buffer_;
    LineView view_;
    std::string prompt_;
    int prompt_width_ = 0;
    std::string output_;
    State state_ = State::editing;
    size_t history_place_ = 0; // entries().size() is the new line
    std::string new_line_;     // while an old one is shown
    bool searching_ = false;
    std::string searched_;
    size_t search_place_ = 0;
    bool tab_before_ = false; // the last key was Tab and added nothing
    bool told_too_long_ = false;
};

} // namespace shell
