// SPDX-License-Identifier: MIT
#include "servers/shell/completion.hpp"

#include "servers/shell/builtin.hpp"
#include "servers/shell/quoting.hpp"

#include <algorithm>
#include <cstring>
#include <dirent.h>
#include <sys/stat.h>

namespace shell {

namespace {

bool starts_with(std::string_view text, std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
}

bool is_directory(const std::string& path) {
    struct stat attributes;
    return stat(path.c_str(), &attributes) == 0 && S_ISDIR(attributes.st_mode);
}

/// Adds the names in `directory` ("" is the current one) that begin with `prefix`; those of directories end
/// with '/'.
void find_files(const std::string& directory, const std::string& prefix, bool only_programs,
                std::vector<std::string>& names) {
    DIR* stream = opendir(directory.empty() ? "." : directory.c_str());
    if (!stream)
        return;
    while (const dirent* entry = readdir(stream)) {
        std::string name = entry->d_name;
        bool hidden = name == "." || name == ".." || (name[0] == '.' && (prefix.empty() || prefix[0] != '.'));
        if (hidden || !starts_with(name, prefix))
            continue;
        bool folder = is_directory((directory.empty() ? "" : directory + "/") + name);
        if (!only_programs || !folder)
            names.push_back(name + (folder ? "/" : ""));
    }
    closedir(stream);
}

std::string quoted_as(std::string_view text, char quote) {
    if (quote == 0)
        return escape(text);
    std::string out(1, quote);
    for (char c : text) {
        if (quote == '"' && strchr("$`\"\\", c) && c != '\0')
            out += '\\';
        if (quote == '\'' && c == '\'')
            out += "'\\'";
        out += c;
    }
    return out;
}

} // namespace

CompletedWord find_completed_word(std::string_view line, size_t cursor) {
    CompletedWord word;
    word.command = true;
    bool word_open = false;
    bool redirected = false; // the word is a file even where a command could stand
    size_t dollar = std::string_view::npos;
    for (size_t i = 0; i < cursor; ++i) {
        char c = line[i];
        bool blank = word.quote == 0 && (c == ' ' || c == '\t' || c == '\n');
        bool separator = word.quote == 0 && strchr("|&;()<>", c) && c != '\0';
        if (blank || separator) {
            if (word_open && !redirected) {
                bool keyword = word.text == "then" || word.text == "do" || word.text == "else" ||
                               word.text == "if" || word.text == "while" || word.text == "until" ||
                               word.text == "elif" || word.text == "{" || word.text == "!" ||
                               word.text == "sudo" || assignment_name(word.text) > 0;
                word.command = word.command && keyword;
            }
            if (word_open)
                redirected = false;
            if (separator) {
                redirected = c == '<' || c == '>';
                word.command = redirected ? word.command : true;
            }
            if (c == '\n')
                word.command = true;
            word.text.clear();
            word_open = false;
            dollar = std::string_view::npos;
            continue;
        }
        if (!word_open)
            word.begin = i;
        word_open = true;
        if (c == '\\' && word.quote != '\'' && i + 1 < cursor)
            word.text += line[++i];
        else if (word.quote == 0 && (c == '\'' || c == '"'))
            word.quote = c;
        else if (word.quote != 0 && c == word.quote)
            word.quote = 0;
        else
            word.text += c;
        if (c == '$' && word.quote != '\'')
            dollar = i + 1;
        else if (dollar != std::string_view::npos && !is_name_char(c) && !(c == '{' && i == dollar))
            dollar = std::string_view::npos;
    }
    if (!word_open)
        word.begin = cursor;
    word.command = word.command && !redirected;
    if (dollar != std::string_view::npos) {
        word.variable = true;
        word.begin = dollar + (dollar < cursor && line[dollar] == '{');
        word.text = std::string(line.substr(word.begin, cursor - word.begin));
    }
    return word;
}

std::string common_prefix(const std::vector<std::string>& names) {
    if (names.empty())
        return "";
    std::string prefix = names[0];
    for (const auto& name : names) {
        size_t size = 0;
        while (size < prefix.size() && size < name.size() && prefix[size] == name[size])
            ++size;
        while (size > 0 && size < prefix.size() && (prefix[size] & 0xc0) == 0x80)
            --size;
        prefix.resize(size);
    }
    return prefix;
}

void ShellCompleter::find_commands(const std::string& prefix, std::vector<std::string>& names) const {
    for (const auto& builtin : builtins())
        if (starts_with(builtin.name, prefix))
            names.push_back(builtin.name);
    for (const auto& alias : shell_.aliases)
        if (starts_with(alias.name, prefix))
            names.push_back(alias.name);
    for (const auto& function : shell_.functions())
        if (starts_with(function.name, prefix))
            names.push_back(function.name);
    std::string path = shell_.variables().value("PATH");
    for (size_t begin = 0; begin < path.size();) {
        size_t end = std::min(path.find(':', begin), path.size());
        find_files(path.substr(begin, end - begin), prefix, true, names);
        begin = end + 1;
    }
}

void ShellCompleter::find_variables(const std::string& prefix, std::vector<std::string>& names) const {
    for (const auto& variable : shell_.variables().all())
        if (starts_with(variable.name, prefix))
            names.push_back(variable.name);
}

Completion ShellCompleter::complete(std::string_view line, size_t cursor) {
    CompletedWord word = find_completed_word(line, cursor);
    Completion completion;
    completion.begin = word.begin;
    completion.replacement = std::string(line.substr(word.begin, cursor - word.begin));
    std::string folder; // what stands before the part that is completed
    auto& names = completion.candidates;
    if (word.variable) {
        find_variables(word.text, names);
    } else if (word.command && word.text.find('/') == std::string::npos && !word.text.empty() &&
               word.text[0] != '~') {
        find_commands(word.text, names);
    } else {
        size_t slash = word.text.rfind('/');
        folder = slash == std::string::npos ? "" : word.text.substr(0, slash + 1);
        std::string directory = folder;
        if (starts_with(directory, "~/"))
            directory.replace(0, 1, shell_.variables().value("HOME"));
        find_files(directory, word.text.substr(folder.size()), false, names);
        if (word.text == "~")
            names = {"~/"};
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    if (names.empty())
        return completion;
    std::string common = common_prefix(names);
    bool unique = names.size() == 1;
    bool tilde = folder.compare(0, 2, "~/") == 0;
    if (word.variable) {
        completion.replacement = common;
        if (unique && word.begin > 0 && line[word.begin - 1] == '{')
            completion.replacement += '}';
    } else if (common.size() + folder.size() >= word.text.size() &&
               (unique || common.size() + folder.size() > word.text.size())) {
        // a tilde must stay outside of quotes and backslashes
        completion.replacement = tilde || common == "~/" ? "~/" + quoted_as((folder + common).substr(2), 0)
                                                         : quoted_as(folder + common, word.quote);
        if (unique && common.back() != '/') {
            if (word.quote != 0 && !tilde)
                completion.replacement += word.quote;
            completion.replacement += ' ';
        }
    }
    return completion;
}

} // namespace shell
