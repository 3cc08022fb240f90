// SPDX-License-Identifier: MIT
#include "servers/shell/interactive.hpp"

#include "servers/shell/history.hpp"
#include "servers/shell/interrupt.hpp"
#include "servers/shell/line_editor.hpp"
#include "servers/shell/output.hpp"
#include "servers/shell/terminal.hpp"
#include "servers/shell/utf8.hpp"

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace shell {

namespace {

// Marks that tell the page and the command line tool what the terminal shows (OSC 133).
constexpr const char* kPromptMark = "\033]133;A\a";
constexpr const char* kInputMark = "\033]133;B\a";
constexpr const char* kCommandMark = "\033]133;C\a";
constexpr size_t kPasteChunk = 4096;
constexpr int kLongestDirectory = 40; // columns of the prompt

struct Prompt {
    std::string text;
    int width;
};

Prompt make_prompt(Shell& shell) {
    std::string directory = shell.variables().value("PWD"), home = shell.variables().value("HOME");
    if (home.size() > 1 && directory.compare(0, home.size(), home) == 0 &&
        (directory.size() == home.size() || directory[home.size()] == '/'))
        directory.replace(0, home.size(), "~");
    if (width_of(directory) > kLongestDirectory)
        directory = "..." + directory.substr(std::min(directory.rfind('/'), directory.size()));
    std::string status = shell.status ? std::to_string(shell.status) + " " : "";
    Prompt prompt;
    prompt.text =
        (status.empty() ? "" : "\033[1;31m" + status + "\033[0m") + "\033[1;34m" + directory + "\033[0m$ ";
    prompt.width = width_of(status) + width_of(directory) + 2;
    return prompt;
}

/// Takes from `bytes` what the line needs.
void feed(LineEditor& editor, std::string& bytes) {
    size_t used = 0;
    while (used < bytes.size() && editor.state() == LineEditor::State::editing)
        editor.feed(bytes[used++]);
    bytes.erase(0, used);
}

/// Feeds the editor until the line is complete. `fresh`: not the continuation of a command. `ahead` is
/// what was read but belongs to the next line. False
/// when the terminal is gone.
bool read_line(LineEditor& editor, const Prompt& prompt, bool fresh, std::string& ahead) {
    RawTerminal raw;
    editor.begin(prompt.text, prompt.width);
    // The marks come once a prompt, not each time that it is drawn.
    if (!write_all(1, (fresh ? kPromptMark : "") + editor.take_output() + kInputMark))
        return false;
    feed(editor, ahead);
    while (editor.state() == LineEditor::State::editing) {
        if (!write_all(1, editor.take_output()))
            return false;
        // One byte at a time: what is typed ahead belongs to the program that the line starts.
        char bytes[kPasteChunk];
        ssize_t got = read(0, bytes, editor.pasting() ? sizeof bytes : 1);
        if (got < 0 && errno == EINTR)
            got = 0;
        else if (got <= 0)
            return false;
        TerminalSize size = terminal_size();
        editor.resize(size.columns, size.rows);
        ahead.assign(bytes, got);
        feed(editor, ahead);
    }
    return write_all(1, editor.take_output());
}

/// Whether more lines are needed to make commands of the text.
bool is_incomplete(const std::string& text, const Aliases& aliases) {
    Parser parser(text + "\n", &aliases);
    while (parser.next_command()) {
    }
    return parser.error().incomplete;
}

void run_profile(Shell& shell, const std::string& path) {
    struct stat attributes;
    if (stat(path.c_str(), &attributes) == 0)
        shell.run_file(path, {});
    shell.flow = Flow::none;
    shell.status = 0;
}

void run_line(Shell& shell, const std::string& text) {
    write_all(1, kCommandMark);
    clear_interrupt();
    shell.run_text(text, "");
    if (shell.flow == Flow::interrupt || interrupted())
        shell.status = 130;
    if (shell.flow != Flow::exit_shell)
        shell.flow = Flow::none;
    clear_interrupt();
}

/// Programs and scripts ask the shell how large the terminal is.
void note_size(Shell& shell) {
    TerminalSize size = terminal_size();
    shell.variables().set("COLUMNS", std::to_string(size.columns));
    shell.variables().set("LINES", std::to_string(size.rows));
}

void report_end(const Shell& shell) {
    write_all(1, "\033]133;D;" + std::to_string(shell.status) + "\a");
}

} // namespace

int run_interactive(Shell& shell, bool login) {
    shell.options.interactive = true;
    History history;
    shell.history = &history;
    char path[4096];
    if (getcwd(path, sizeof path)) {
        shell.variables().set("PWD", path);
        shell.variables().export_name("PWD");
    }
    note_size(shell);
    if (login || !shell.variables().find("SHLVL")) { // the first shell of a terminal
        run_profile(shell, "/etc/profile");
        run_profile(shell, shell.variables().value("HOME") + "/.profile");
    }
    shell.variables().set("SHLVL", "1");
    shell.variables().export_name("SHLVL");
    if (shell.variables().find("HOME"))
        history.attach(shell.variables().value("HOME") + "/.history");
    ShellCompleter completer(shell);
    TerminalSize size = terminal_size();
    LineEditor editor(history, &completer, size.columns, size.rows);
    std::string text; // lines of a command that is not complete
    std::string ahead;
    while (shell.flow != Flow::exit_shell) {
        shell.jobs.poll();
        write_all(2, shell.jobs.take_news());
        Prompt prompt = text.empty() ? make_prompt(shell) : Prompt{"> ", 2};
        bool connected = read_line(editor, prompt, text.empty(), ahead);
        if (!connected || editor.state() == LineEditor::State::end_of_input) {
            if (!connected || text.empty())
                break;
            shell.report("the command is not complete: it is dropped");
            text.clear();
            continue;
        }
        if (editor.state() == LineEditor::State::interrupted) {
            text.clear();
            shell.status = 130;
            report_end(shell);
            continue;
        }
        text += (text.empty() ? "" : "\n") + editor.line();
        if (is_incomplete(text, shell.aliases))
            continue;
        history.add(text);
        note_size(shell); // it may have changed since the last command
        run_line(shell, text);
        report_end(shell);
        text.clear();
    }
    shell.history = nullptr;
    return shell.status;
}

int run_piped(Shell& shell) {
    std::string text;
    for (bool more = true; more && shell.flow == Flow::none;) {
        char c;
        ssize_t got;
        size_t begin = text.size();
        while ((got = read(0, &c, 1)) > 0 && c != '\n')
            text += c;
        more = got > 0;
        if (more)
            text += '\n';
        if (text.size() == begin && !more && text.empty())
            break;
        if (more && is_incomplete(text, shell.aliases))
            continue;
        shell.run_text(text, "");
        text.clear();
    }
    return shell.status;
}

} // namespace shell
