// SPDX-License-Identifier: MIT
#include "servers/apps/command.hpp"
#include "servers/apps/program.hpp"

#include <cstdio>
#include <unistd.h>

namespace {

constexpr apps::Usage kUsage{"help [COMMAND]", "Shows what there is, or how to use one command.\n", "", 0, 1};

struct Line {
    const char* name; // null: `text` is a heading
    const char* text;
};

constexpr Line kLines[] = {
    {nullptr, "Look around"},
    {"ls", "list files (ls -l: with details)"},
    {"tree", "draw a directory with all that is in it"},
    {"cd, pwd", "go to a directory, say where you are"},
    {"cat, head, tail", "print a file, its beginning, its end"},
    {"find, grep", "find files by name, find text in files"},
    {"stat, wc, hexdump", "what a file is, how much, which bytes"},
    {nullptr, "Change files (/home and /tmp can be written)"},
    {"echo TEXT > FILE", "write a file"},
    {"cp, mv, ln, rm", "copy, move, link, remove"},
    {"mkdir, rmdir, touch", "make and remove directories, make an empty file"},
    {nullptr, "Look into the machine"},
    {"tasks, top", "the tasks that run; top refreshes itself (q ends it)"},
    {"ipc log -f", "every call between tasks, as it happens"},
    {"ipc tree COMMAND", "the tree of calls that one command causes: try `ipc tree cat /readme`"},
    {"ipc violations", "messages that no interface allows"},
    {"ipc TASK", "phones and queues of one task"},
    {"log", "the kernel's log"},
    {"mounts, mount, umount", "file systems"},
    {"lspci", "what is plugged into the machine"},
    {"bench", "how fast it is"},
    {nullptr, "Of the lessons"},
    {"alice, bob, ask, sum", "two servers that can wait on each other, and their clients"},
    {nullptr, "Break it (only the program you start dies)"},
    {"fault KIND", "die in a chosen way: `fault` lists them"},
    {"kill TASK", "end a task"},
    {"spawn", "start a program with fewer rights"},
    {nullptr, "Text and time"},
    {"sort, uniq, cut, tr, tee", "filters for pipes: ls | sort -r | head -3"},
    {"seq, yes, sleep, time", "numbers, many lines, waiting, measuring"},
    {"date, uptime, env", "what time it is, how long it runs, variables"},
    {nullptr, "The shell"},
    {"history, alias, type", "commands before, short names, what a name is"},
    {"jobs, fg, wait", "commands in the background: sleep 10 &"},
    {"help NAME", "how to use one command; NAME --help does the same"},
};

constexpr int kNameWidth = 26;

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    if (!arguments.operands().empty())
        return apps::run_command({arguments.operands()[0], "--help"});
    bool colours = isatty(1);
    for (const auto& line : kLines) {
        if (line.name)
            printf("  %s%s%s%s\n", colours ? "\033[32m" : "", apps::pad(line.name, kNameWidth).c_str(),
                   colours ? "\033[0m" : "", line.text);
        else
            printf("%s%s%s\n", colours ? "\033[1m" : "", line.text, colours ? "\033[0m" : "");
    }
    printf(
        "\nKeys: Tab completes, arrows up and down bring back commands, Ctrl-R searches them, Ctrl-C stops, "
        "Ctrl-D ends.\n");
    return apps::finish(0);
}
