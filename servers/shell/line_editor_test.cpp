// SPDX-License-Identifier: MIT
// Types keys into the editor and looks at what a terminal would show.
#include "servers/shell/line_editor.hpp"
#include "servers/shell/utf8.hpp"

#include <clocale>
#include <gtest/gtest.h>
#include <unistd.h>

using namespace shell;

namespace {

/// As much of a terminal as the editor uses.
class Screen {
  public:
    Screen(int columns, int rows)
        : columns_(columns), rows_(rows), cells_(rows, std::vector<std::string>(columns)) {}

    void write(const std::string& text) {
        for (size_t at = 0; at < text.size();) {
            if (text[at] == '\033') {
                at = escape(text, at);
                continue;
            }
            char32_t c;
            size_t size = decode_utf8(text, at, c);
            put(text.substr(at, size), c);
            at += size;
        }
    }
    std::string row(int number) const {
        std::string text;
        for (const auto& cell : cells_[number])
            text += cell.empty() ? " " : cell == "\x01" ? "" : cell;
        text.resize(text.find_last_not_of(' ') + 1);
        return text;
    }
    int x = 0, y = 0;

  private:
    void newline() {
        if (++y < rows_)
            return;
        y = rows_ - 1;
        cells_.erase(cells_.begin());
        cells_.emplace_back(columns_);
    }
    void put(const std::string& text, char32_t c) {
        if (c == '\r') {
            x = 0;
            wrap_ = false;
        } else if (c == '\n') {
            newline();
            wrap_ = false;
        } else if (c != '\a') {
            int width = width_of(c);
            if (width == 0)
                return;
            if (wrap_ || x + width > columns_) {
                x = 0;
                newline();
            }
            wrap_ = false;
            cells_[y][x] = text;
            if (width == 2)
                cells_[y][x + 1] = "\x01";
            x += width;
            if (x == columns_) {
                x = columns_ - 1;
                wrap_ = true;
            }
        }
    }
    size_t escape(const std::string& text, size_t at) {
        if (text[at + 1] == ']')
            return text.find('\a', at) + 1;
        size_t end = text.find_first_of("ABCDHJhlm", at + 2);
        int number = std::max(1, atoi(text.c_str() + at + 2));
        wrap_ = false;
        switch (text[end]) {
        case 'A':
            y = std::max(0, y - number);
            break;
        case 'B':
            y = std::min(rows_ - 1, y + number);
            break;
        case 'C':
            x = std::min(columns_ - 1, x + number);
            break;
        case 'H':
            x = y = 0;
            break;
        case 'J':
            for (int r = y; r < rows_; ++r)
                for (int k = r == y ? x : 0; k < columns_; ++k)
                    cells_[r][k].clear();
            break;
        default:
            wrap_ = text[end] == 'm' && wrap_;
        }
        return end + 1;
    }

    int columns_, rows_;
    bool wrap_ = false;
    std::vector<std::vector<std::string>> cells_;
};

struct LineEditorTest : ::testing::Test {
    History history;
    LineEditor editor{history, nullptr, 20, 5};
    Screen screen{20, 5};
    void SetUp() override {
        setlocale(LC_CTYPE, "C.UTF-8");
        begin();
    }
    void begin() {
        editor.begin("\033[1m$\033[0m ", 2);
        screen.write(editor.take_output());
    }
    void type(const std::string& keys) {
        for (char key : keys)
            if (editor.state() == LineEditor::State::editing)
                editor.feed(key);
        screen.write(editor.take_output());
    }
};

} // namespace

TEST_F(LineEditorTest, inserts_and_moves) {
    type("helo\033[Dl");
    EXPECT_EQ(screen.row(0), "$ hello");
    EXPECT_EQ(screen.x, 6);
    type("\x01>\x05<");
    EXPECT_EQ(editor.line(), ">hello<");
    type("\033[H\033[C\033[3~\033[F\x7f");
    EXPECT_EQ(editor.line(), ">ello");
    EXPECT_EQ(screen.row(0), "$ >ello");
}

TEST_F(LineEditorTest, moves_and_cuts_words) {
    type("one two  three");
    type("\033b\033[1;5D");
    EXPECT_EQ(editor.cursor(), 4u);
    type("\x0b");
    EXPECT_EQ(editor.line(), "one ");
    type("\x19");
    EXPECT_EQ(editor.line(), "one two  three");
    type("\x17");
    EXPECT_EQ(editor.line(), "one two  ");
    type("\x15");
    EXPECT_EQ(editor.line(), "");
    type("\x19!");
    EXPECT_EQ(editor.line(), "one two  !");
}

TEST_F(LineEditorTest, wraps_long_lines) {
    type("0123456789012345678901234567");
    EXPECT_EQ(screen.row(0), "$ 012345678901234567");
    EXPECT_EQ(screen.row(1), "8901234567");
    EXPECT_EQ(screen.x, 10);
    type("\x01x");
    EXPECT_EQ(screen.row(0), "$ x01234567890123456");
    EXPECT_EQ(screen.row(1), "78901234567");
    EXPECT_EQ(screen.y, 0);
    EXPECT_EQ(screen.x, 3);
}

TEST_F(LineEditorTest, puts_the_cursor_on_the_next_row_when_a_row_is_full) {
    type("012345678901234567");
    EXPECT_EQ(screen.y, 1);
    EXPECT_EQ(screen.x, 0);
    type("\x7f");
    EXPECT_EQ(screen.y, 0);
    EXPECT_EQ(screen.x, 19);
}

TEST_F(LineEditorTest, knows_wide_and_combining_characters) {
    type("日本e\xcc\x81x");
    EXPECT_EQ(screen.x, 2 + 2 + 2 + 1 + 1);
    type("\033[D\033[D");
    EXPECT_EQ(screen.x, 6);
    type("\x7f");
    EXPECT_EQ(editor.line(), "日e\xcc\x81x");
    type("\033[3~");
    EXPECT_EQ(editor.line(), "日x");
    type("\x05");
    type("012345678901234");
    type("語"); // one column is left in the row
    EXPECT_EQ(screen.row(1), "語");
    EXPECT_EQ(screen.x, 2);
}

TEST_F(LineEditorTest, shows_the_part_around_the_cursor_of_what_does_not_fit_the_screen) {
    std::string text;
    for (int i = 0; i < 20; ++i)
        text += "row" + std::to_string(10 + i) + "---------------";
    type(text + "end");
    EXPECT_EQ(editor.line(), text + "end");
    EXPECT_NE(screen.row(screen.y).find("end"), std::string::npos);
    type("\x01");
    EXPECT_EQ(screen.row(0), "$ row10-------------");
    EXPECT_EQ(screen.x, 2);
    EXPECT_EQ(screen.y, 0);
}

TEST_F(LineEditorTest, ends_with_enter_interrupt_and_end_of_input) {
    type("\x04");
    EXPECT_EQ(editor.state(), LineEditor::State::end_of_input);
    begin();
    type("ab\x01\x04");
    EXPECT_EQ(editor.line(), "b");
    EXPECT_EQ(editor.state(), LineEditor::State::editing);
    type("\x03");
    EXPECT_EQ(editor.state(), LineEditor::State::interrupted);
    begin();
    type("done\r");
    EXPECT_EQ(editor.state(), LineEditor::State::done);
    EXPECT_EQ(editor.line(), "done");
    EXPECT_EQ(screen.x, 0);
}

TEST_F(LineEditorTest, browses_history_and_keeps_the_new_line) {
    history.add("first");
    history.add("second");
    begin();
    type("new\033[A");
    EXPECT_EQ(editor.line(), "second");
    type("\033[A\033[A");
    EXPECT_EQ(editor.line(), "first");
    type("\033[B\033[B");
    EXPECT_EQ(editor.line(), "new");
}

TEST_F(LineEditorTest, searches_history) {
    history.add("make all");
    history.add("cat readme");
    history.add("make test");
    begin();
    type("\x12ma");
    EXPECT_EQ(editor.line(), "make test");
    type("\x12");
    EXPECT_EQ(editor.line(), "make all");
    EXPECT_EQ(screen.row(0), "search `ma`: make al");
    type("\x05!");
    EXPECT_EQ(editor.line(), "make all!");
    EXPECT_EQ(screen.row(0), "$ make all!");
    type("\x12zzz");
    type("\x07");
    EXPECT_EQ(editor.line(), "make all!");
}

TEST_F(LineEditorTest, takes_a_paste_as_text) {
    type("\033[200~a\tb\r\nc\x03\x04\x1b[A\x7f\nd\n\033[201~");
    EXPECT_EQ(editor.state(), LineEditor::State::editing);
    EXPECT_EQ(editor.line(), "a\tb\nc[A\nd");
    EXPECT_EQ(screen.row(0), "$ a^Ib");
    EXPECT_EQ(screen.row(2), "> d");
    type("\r");
    EXPECT_EQ(editor.state(), LineEditor::State::done);
}

TEST_F(LineEditorTest, moves_between_the_lines_of_a_text) {
    type("\033[200~abc\nde\nfgh\033[201~");
    type("\033[A");
    EXPECT_EQ(editor.cursor(), 6u);
    type("\033[A");
    EXPECT_EQ(editor.cursor(), 2u);
    type("\033[B");
    EXPECT_EQ(editor.cursor(), 6u);
}

TEST_F(LineEditorTest, survives_any_bytes) {
    uint32_t random = 7;
    for (int i = 0; i < 40000; ++i) {
        random = random * 1664525 + 1013904223;
        editor.feed(static_cast<char>(random >> 24));
        if (editor.state() != LineEditor::State::editing)
            begin();
        if (i % 64 == 0)
            screen.write(editor.take_output());
        ASSERT_LE(editor.cursor(), editor.line().size());
    }
}

TEST_F(LineEditorTest, keeps_a_line_of_100_kb_and_refuses_more_than_it_can_hold) {
    std::string text(100 * 1024, 'x');
    type("echo " + text);
    EXPECT_EQ(editor.line(), "echo " + text);
    type("\x15");
    type("\033[200~" + std::string(EditBuffer::kMaxSize + 10, 'y') + "\033[201~");
    EXPECT_EQ(editor.line().size(), EditBuffer::kMaxSize);
    type("z");
    EXPECT_EQ(editor.line().size(), EditBuffer::kMaxSize);
    EXPECT_EQ(editor.state(), LineEditor::State::editing);
}

TEST_F(LineEditorTest, follows_a_resize) {
    type("0123456789012345678901234567");
    editor.resize(10, 5);
    Screen narrow(10, 5);
    editor.take_output();
    begin();
    type("\x0c");
    EXPECT_EQ(editor.line(), "");
}

TEST(History, survives_a_file_and_newlines) {
    char path[] = "/tmp/history_testXXXXXX";
    close(mkstemp(path));
    History history;
    history.attach(path);
    history.add("one");
    history.add("two\nlines \\n");
    history.add("two\nlines \\n");
    history.add(" secret");
    history.add("  ");
    History again;
    again.attach(path);
    EXPECT_EQ(again.entries(), (std::vector<std::string>{"one", "two\nlines \\n"}));
    again.clear();
    History empty;
    empty.attach(path);
    EXPECT_TRUE(empty.entries().empty());
    unlink(path);
}
