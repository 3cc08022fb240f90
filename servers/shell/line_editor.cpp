// SPDX-License-Identifier: MIT
#include "servers/shell/line_editor.hpp"

#include "servers/shell/utf8.hpp"

#include <algorithm>

namespace shell {

LineEditor::LineEditor(History& history, Completer* completer, int columns, int rows)
    : history_(history), completer_(completer), view_(columns, rows) {}

void LineEditor::begin(std::string prompt, int prompt_width) {
    prompt_ = std::move(prompt);
    prompt_width_ = prompt_width;
    buffer_.set("");
    state_ = State::editing;
    history_place_ = history_.entries().size();
    new_line_.clear();
    searching_ = tab_before_ = told_too_long_ = false;
    view_.restart();
    redraw();
}

std::string LineEditor::take_output() {
    std::string output;
    output.swap(output_);
    return output;
}

void LineEditor::resize(int columns, int rows) {
    if (columns == view_.columns() && rows == view_.rows())
        return;
    view_.resize(columns, rows, prompt_width_, buffer_.text(), buffer_.cursor());
    redraw();
}

void LineEditor::redraw() {
    if (searching_) {
        bool found = search_place_ != History::npos;
        std::string prompt =
            std::string(found || searched_.empty() ? "search" : "not found") + " `" + searched_ + "`: ";
        output_ += view_.draw(prompt, width_of(prompt), buffer_.text(), buffer_.cursor());
        return;
    }
    output_ += view_.draw(prompt_, prompt_width_, buffer_.text(), buffer_.cursor());
}

void LineEditor::feed(char byte) {
    Key key = keys_.feed(byte);
    if (key.kind == KeyKind::none)
        return;
    if (searching_ && handle_search(key))
        return;
    handle(key);
}

void LineEditor::finish(State state, const char* mark) {
    state_ = state;
    if (!buffer_.at_end() || searching_)
        output_ += view_.draw(prompt_, prompt_width_, buffer_.text(), buffer_.text().size());
    output_ += mark;
    output_ += view_.leave(prompt_width_, buffer_.text());
}

void LineEditor::handle(const Key& key) {
    bool tab = key.kind == KeyKind::control && key.letter == 'I';
    tab_before_ = tab_before_ && tab;
    switch (key.kind) {
    case KeyKind::text:
        insert(key);
        return;
    case KeyKind::control:
        handle_control(key.letter);
        return;
    case KeyKind::left:
        buffer_.move_left();
        break;
    case KeyKind::right:
        buffer_.move_right();
        break;
    case KeyKind::up:
        browse(true);
        break;
    case KeyKind::down:
        browse(false);
        break;
    case KeyKind::home:
        buffer_.move_home();
        break;
    case KeyKind::end:
        buffer_.move_end();
        break;
    case KeyKind::word_left:
        buffer_.move_word_left();
        break;
    case KeyKind::word_right:
        buffer_.move_word_right();
        break;
    case KeyKind::backspace:
        buffer_.erase_left();
        break;
    case KeyKind::erase:
        buffer_.erase_right();
        break;
    case KeyKind::word_backspace:
        buffer_.cut_part_left();
        break;
    case KeyKind::word_erase:
        buffer_.cut_part_right();
        break;
    default:
        bell();
        return;
    }
    redraw();
}

void LineEditor::handle_control(char letter) {
    switch (letter) {
    case 'M':
    case 'J':
        finish(State::done, "");
        return;
    case 'C':
        finish(State::interrupted, "^C");
        return;
    case 'D':
        if (buffer_.text().empty()) {
            finish(State::end_of_input, "");
            return;
        }
        buffer_.erase_right();
        break;
    case 'I':
        complete();
        return;
    case 'A':
        buffer_.move_home();
        break;
    case 'E':
        buffer_.move_end();
        break;
    case 'B':
        buffer_.move_left();
        break;
    case 'F':
        buffer_.move_right();
        break;
    case 'P':
        browse(true);
        break;
    case 'N':
        browse(false);
        break;
    case 'K':
        buffer_.cut_to_end();
        break;
    case 'U':
        buffer_.cut_to_home();
        break;
    case 'W':
        buffer_.cut_word_left();
        break;
    case 'Y':
        buffer_.yank();
        break;
    case 'T':
        buffer_.swap_characters();
        break;
    case 'L':
        output_ += "\033[H\033[2J";
        view_.restart();
        break;
    case 'R':
        begin_search();
        return;
    default:
        bell();
        return;
    }
    redraw();
}

void LineEditor::insert(const Key& key) {
    std::string text;
    size_t begin = 0;
    // A paste must not press keys: control characters are left out, line ends become newlines of the text.
    for (size_t i = 0; i < key.text.size(); ++i) {
        auto c = static_cast<unsigned char>(key.text[i]);
        if (c == '\r')
            text += i + 1 < key.text.size() && key.text[i + 1] == '\n' ? "" : "\n";
        else if (c == '\n' || c == '\t' || (c >= ' ' && c != 127))
            text += static_cast<char>(c);
    }
    if (key.pasted)
        while (!text.empty() && text.back() == '\n' && buffer_.at_end())
            text.pop_back(); // the user presses Enter
    bool at_end = buffer_.at_end();
    if (!buffer_.insert(text)) {
        bell();
        size_t room = EditBuffer::kMaxSize - buffer_.text().size();
        if (key.pasted && room > 0) {
            begin = std::min(room, text.size());
            while (begin > 0 && (text[begin] & 0xc0) == 0x80)
                --begin;
            buffer_.insert(std::string_view(text).substr(0, begin));
        }
        if (!told_too_long_) {
            output_ += view_.leave(prompt_width_, buffer_.text()) + "sh: the line is full: only the first " +
                       std::to_string(EditBuffer::kMaxSize) + " bytes are kept\r\n";
            told_too_long_ = true;
        }
        redraw();
        return;
    }
    std::string added = at_end ? view_.append(text) : "";
    if (added.empty())
        redraw();
    else
        output_ += added;
}

void LineEditor::browse(bool older) {
    if (older ? buffer_.move_up() : buffer_.move_down())
        return; // inside a text of several lines
    const auto& entries = history_.entries();
    if (older ? history_place_ == 0 : history_place_ >= entries.size()) {
        bell();
        return;
    }
    if (history_place_ >= entries.size())
        new_line_ = buffer_.text();
    history_place_ += older ? -1 : 1;
    buffer_.set(history_place_ < entries.size() ? entries[history_place_] : new_line_);
}

void LineEditor::complete() {
    if (!completer_ || buffer_.cursor() > 64 * 1024) {
        bell();
        return;
    }
    Completion completion = completer_->complete(buffer_.text(), buffer_.cursor());
    std::string before = buffer_.text().substr(completion.begin, buffer_.cursor() - completion.begin);
    if (completion.candidates.empty() || completion.replacement == before) {
        if (completion.candidates.size() > 1 && tab_before_)
            list_candidates(completion.candidates);
        else
            bell();
        tab_before_ = true;
        return;
    }
    buffer_.replace_before_cursor(completion.begin, completion.replacement);
    tab_before_ = completion.candidates.size() > 1;
    redraw();
}

void LineEditor::list_candidates(const std::vector<std::string>& candidates) {
    int widest = 0;
    for (const auto& candidate : candidates)
        widest = std::max(widest, width_of(candidate));
    size_t columns = std::max(1, view_.columns() / (widest + 2));
    size_t rows = (candidates.size() + columns - 1) / columns;
    size_t shown = std::min<size_t>(rows, std::max(view_.rows() - 3, 1));
    output_ += view_.leave(prompt_width_, buffer_.text());
    for (size_t row = 0; row < shown; ++row) {
        for (size_t i = row; i < candidates.size(); i += rows) {
            output_ += candidates[i];
            if (i + rows < candidates.size())
                output_ += std::string(widest + 2 - width_of(candidates[i]), ' ');
        }
        output_ += "\r\n";
    }
    if (shown < rows)
        output_ += "... " + std::to_string(candidates.size()) + " possibilities; type more of the name\r\n";
    redraw();
}

void LineEditor::begin_search() {
    searching_ = true;
    new_line_ = buffer_.text();
    searched_.clear();
    search_place_ = history_.entries().size();
    redraw();
}

void LineEditor::search_from(size_t from) {
    size_t found = history_.search(searched_, from);
    search_place_ = found;
    if (found == History::npos)
        bell();
    else
        buffer_.set(history_.entries()[found]);
    redraw();
}

bool LineEditor::handle_search(const Key& key) {
    bool control = key.kind == KeyKind::control;
    if (key.kind == KeyKind::text && !key.pasted) {
        searched_ += key.text;
        search_from(search_place_ == History::npos ? history_.entries().size() : search_place_ + 1);
        return true;
    }
    if (control && key.letter == 'R') {
        search_from(search_place_ == History::npos ? history_.entries().size() : search_place_);
        return true;
    }
    if (key.kind == KeyKind::backspace) {
        searched_.resize(previous_place(searched_, searched_.size()));
        search_from(history_.entries().size());
        return true;
    }
    searching_ = false;
    if (control && (key.letter == 'G' || key.letter == 'C')) {
        buffer_.set(new_line_);
        redraw();
        return true;
    }
    history_place_ = search_place_ == History::npos ? history_.entries().size() : search_place_;
    redraw();
    return false;
}

} // namespace shell
