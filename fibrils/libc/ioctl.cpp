// SPDX-License-Identifier: MIT
// ioctl on terminals: window size and attributes.
#include "fibrils/libc/files.hpp"
#include "servers/console/attributes.hpp"

#include <cerrno>
#include <cstdarg>
#include <cstring>
#include <sys/ioctl.h>
#include <termios.h>

using console::Attributes;
using Control = console::ConsoleMethod;
using libc::files;

namespace {

abi::Result<devfs::ControlWords> ask(long fd, Control control, const devfs::ControlWords& words = {}) {
    return files().control(int(fd), uint64_t(control), words);
}

/// What is not a terminal does not know the request.
long failure(abi::Error error) {
    return error == abi::Error::not_supported ? -ENOTTY : -libc::errno_of(error);
}

long get_size(long fd, winsize* size) {
    const auto words = ask(fd, Control::get_size);
    if (!words.ok())
        return failure(words.error());
    const auto known = console::from_control_words<console::Size>(words.value());
    *size = {
        .ws_row = uint16_t(known.rows), .ws_col = uint16_t(known.columns), .ws_xpixel = 0, .ws_ypixel = 0};
    return 0;
}

long get_attributes(long fd, termios* terminal) {
    const auto words = ask(fd, Control::get_attributes);
    if (!words.ok())
        return failure(words.error());
    const auto attributes = console::from_control_words<Attributes>(words.value());
    memset(terminal, 0, sizeof *terminal);
    terminal->c_iflag = attributes.input;
    terminal->c_oflag = attributes.output;
    terminal->c_lflag = attributes.local;
    terminal->c_cflag = CS8 | CREAD;
    terminal->c_cc[VMIN] = attributes.minimum;
    terminal->c_cc[VTIME] = attributes.time;
    terminal->c_cc[VINTR] = attributes.interrupt;
    terminal->c_cc[VEOF] = attributes.end;
    terminal->c_cc[VERASE] = attributes.erase;
    terminal->c_cc[VKILL] = attributes.kill;
    terminal->c_cc[VSUSP] = attributes.suspend;
    return 0;
}

long set_attributes(long fd, const termios& terminal, Control control) {
    const Attributes attributes{.input = uint32_t(terminal.c_iflag),
                                .output = uint32_t(terminal.c_oflag),
                                .local = uint32_t(terminal.c_lflag),
                                .minimum = terminal.c_cc[VMIN],
                                .time = terminal.c_cc[VTIME],
                                .interrupt = terminal.c_cc[VINTR],
                                .end = terminal.c_cc[VEOF],
                                .erase = terminal.c_cc[VERASE],
                                .kill = terminal.c_cc[VKILL],
                                .suspend = terminal.c_cc[VSUSP]};
    const auto done = ask(fd, control, console::control_words(attributes));
    return done.ok() ? 0 : failure(done.error());
}

} // namespace

extern "C" long __syscall_ioctl(long fd, long request, ...) {
    va_list list;
    va_start(list, request);
    void* argument = va_arg(list, void*);
    va_end(list);
    switch (request) {
    case TIOCGWINSZ:
        return get_size(fd, static_cast<winsize*>(argument));
    case TCGETS:
        return get_attributes(fd, static_cast<termios*>(argument));
    case TCSETS:
    case TCSETSW:
        return set_attributes(fd, *static_cast<termios*>(argument), Control::set_attributes);
    case TCSETSF:
        return set_attributes(fd, *static_cast<termios*>(argument), Control::set_attributes_flush);
    case TCFLSH: {
        const auto done = ask(fd, Control::flush_input);
        return done.ok() ? 0 : failure(done.error());
    }
    default:
        return -ENOTTY;
    }
}
