// SPDX-License-Identifier: MIT
#include "servers/shell/history.hpp"

#include "servers/shell/output.hpp"

#include <algorithm>
#include <fcntl.h>
#include <unistd.h>

namespace shell {

namespace {

// One entry is one line of the file: a newline inside is written as \n, a backslash as \\.
std::string encode(const std::string& command) {
    std::string line;
    for (char c : command) {
        if (c == '\n')
            line += "\\n";
        else if (c == '\\')
            line += "\\\\";
        else
            line += c;
    }
    return line + "\n";
}

std::string decode(std::string_view line) {
    std::string command;
    for (size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\' && i + 1 < line.size()) {
            ++i;
            command += line[i] == 'n' ? '\n' : line[i];
        } else {
            command += line[i];
        }
    }
    return command;
}

} // namespace

void History::attach(const std::string& path) {
    path_ = path;
    int file = open(path.c_str(), O_RDONLY);
    if (file < 0)
        return;
    std::string text;
    read_all(file, text);
    close(file);
    size_t begin = 0;
    size_t lines = 0;
    while (begin < text.size()) {
        size_t end = std::min(text.find('\n', begin), text.size());
        if (end > begin)
            entries_.push_back(decode(std::string_view(text).substr(begin, end - begin)));
        begin = end + 1;
        ++lines;
    }
    if (entries_.size() > kMaxEntries)
        entries_.erase(entries_.begin(), entries_.end() - kMaxEntries);
    if (lines > 2 * kMaxEntries)
        rewrite();
}

void History::rewrite() const {
    int file = path_.empty() ? -1 : open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0)
        return;
    std::string text;
    for (const auto& entry : entries_)
        text += encode(entry);
    write_all(file, text);
    close(file);
}

void History::add(const std::string& command) {
    bool blank = command.find_first_not_of(" \t\n") == std::string::npos;
    if (blank || command[0] == ' ' || (!entries_.empty() && entries_.back() == command))
        return;
    entries_.push_back(command);
    if (entries_.size() > kMaxEntries)
        entries_.erase(entries_.begin());
    int file = path_.empty() ? -1 : open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (file < 0)
        return;
    write_all(file, encode(command));
    close(file);
}

void History::clear() {
    entries_.clear();
    rewrite();
}

size_t History::search(std::string_view text, size_t from) const {
    for (size_t i = std::min(from, entries_.size()); i-- > 0;)
        if (entries_[i].find(text) != std::string::npos)
            return i;
    return npos;
}

} // namespace shell
