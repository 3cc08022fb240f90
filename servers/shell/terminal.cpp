// SPDX-License-Identifier: MIT
#include "servers/shell/terminal.hpp"

#include "servers/shell/output.hpp"

#include <algorithm>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace shell {

namespace {

// The mode that programs get; whatever a program left behind is undone before the next line.
termios g_usual;
bool g_known = false;

} // namespace

RawTerminal::RawTerminal() {
    if (!g_known)
        g_known = tcgetattr(0, &g_usual) == 0;
    if (!g_known)
        return;
    termios raw = g_usual;
    raw.c_lflag &= ~(ICANON | ECHO | ISIG | IEXTEN);
    raw.c_iflag &= ~(ICRNL | INLCR | IXON);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tcsetattr(0, TCSADRAIN, &raw);
    write_all(1, "\033[?2004h"); // pasted text comes between marks
}

RawTerminal::~RawTerminal() {
    if (!g_known)
        return;
    write_all(1, "\033[?2004l");
    tcsetattr(0, TCSADRAIN, &g_usual);
}

TerminalSize terminal_size() {
    winsize size = {};
    TerminalSize result;
    if (ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0)
        result = {std::max<int>(size.ws_col, 4), std::max<int>(size.ws_row, 2)};
    return result;
}

} // namespace shell
