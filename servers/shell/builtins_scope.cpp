// SPDX-License-Identifier: MIT
// Builtins for scripts: what belongs to a function, what must not change, options of a script, traps, the
// mask.
#include "servers/shell/builtin.hpp"
#include "servers/shell/quoting.hpp"

#include <cstdlib>
#include <cstring>
#include <sys/stat.h>

namespace shell {

using Arguments = std::vector<std::string>;

namespace {

int fail(Shell& shell, const std::string& message) {
    shell.error(message);
    return 1;
}

/// The name in NAME or NAME=VALUE; "" after a message when it is none, or read-only.
std::string declared_name(Shell& shell, const std::string& builtin, const std::string& argument) {
    const size_t size = assignment_name(argument);
    const std::string name = size > 0 ? argument.substr(0, size) : argument;
    if (size == 0 && !is_name(argument)) {
        shell.error(builtin + ": \"" + argument + "\" is not a variable name");
        return "";
    }
    if (shell.variables().is_read_only(name)) {
        shell.error(builtin + ": " + name + " is read-only");
        return "";
    }
    return name;
}

} // namespace

int run_local(Shell& shell, const Arguments& arguments, std::string&) {
    if (shell.locals.empty())
        return fail(shell, "local: not in a function");
    Variables& variables = shell.variables();
    for (size_t i = 1; i < arguments.size(); ++i) {
        const std::string name = declared_name(shell, "local", arguments[i]);
        if (name.empty())
            return 1;
        const Variable* before = variables.find(name);
        shell.locals.back().push_back({name, before != nullptr, before ? *before : Variable()});
        if (arguments[i].size() > name.size())
            variables.set(name, arguments[i].substr(name.size() + 1));
        else
            variables.restore(name, nullptr);
    }
    return 0;
}

int run_readonly(Shell& shell, const Arguments& arguments, std::string& output) {
    Variables& variables = shell.variables();
    if (arguments.size() == 1 || (arguments.size() == 2 && arguments[1] == "-p"))
        for (const auto& variable : variables.all())
            if (variable.read_only)
                output += "readonly " + variable.name + "=" + quote(variable.value) + "\n";
    for (size_t i = 1; i < arguments.size(); ++i) {
        if (arguments[i] == "-p")
            continue;
        const std::string name = declared_name(shell, "readonly", arguments[i]);
        if (name.empty())
            return 1;
        if (arguments[i].size() > name.size())
            variables.set(name, arguments[i].substr(name.size() + 1));
        variables.make_read_only(name);
    }
    return 0;
}

namespace {

/// Where getopts is: OPTIND in the words, and a letter in a word like -abc.
struct OptionPlace {
    size_t word; // from 1
    size_t letter;
};

void end_options(Variables& variables, const std::string& name, size_t word) {
    variables.set(name, "?");
    variables.set("OPTIND", std::to_string(word));
}

} // namespace

int run_getopts(Shell& shell, const Arguments& arguments, std::string&) {
    if (arguments.size() < 3 || !is_name(arguments[2]))
        return shell.usage_error(*find_builtin("getopts"));
    Variables& variables = shell.variables();
    const std::string &letters = arguments[1], &name = arguments[2];
    const Arguments words(arguments.begin() + 3, arguments.end());
    const Arguments& given = arguments.size() > 3 ? words : variables.parameters;
    const bool quiet = letters[0] == ':';
    static OptionPlace place{1, 1};
    const size_t word = std::max(1, atoi(variables.value("OPTIND").c_str()));
    if (word != place.word) // the script begins anew
        place = {word, 1};
    if (place.word > given.size() || given[place.word - 1].size() < 2 || given[place.word - 1][0] != '-') {
        end_options(variables, name, place.word);
        return 1;
    }
    const std::string& option = given[place.word - 1];
    if (option == "--") {
        end_options(variables, name, place.word + 1);
        return 1;
    }
    const char letter = option[place.letter++];
    const size_t known = letter == ':' ? std::string::npos : letters.find(letter);
    const bool wants_value =
        known != std::string::npos && known + 1 < letters.size() && letters[known + 1] == ':';
    const bool last = place.letter == option.size();
    std::string found(1, letter), value;
    if (known == std::string::npos) {
        value = quiet ? found : "";
        if (!quiet)
            shell.error("unknown option -" + found);
        found = "?";
    } else if (wants_value && !last) {
        value = option.substr(place.letter);
    } else if (wants_value && place.word < given.size()) {
        value = given[place.word++];
    } else if (wants_value) {
        value = quiet ? found : "";
        if (!quiet)
            shell.error("option -" + found + " needs a value");
        found = quiet ? ":" : "?";
    }
    if (last || wants_value)
        place = {place.word + 1, 1};
    variables.set(name, found);
    variables.set("OPTARG", value);
    variables.set("OPTIND", std::to_string(place.word));
    return 0;
}

int run_trap(Shell& shell, const Arguments& arguments, std::string& output) {
    size_t first = 1;
    if (first < arguments.size() && arguments[first] == "--")
        ++first;
    if (first == arguments.size() || arguments[first] == "-p") {
        output += shell.traps.describe();
        return 0;
    }
    // A lone signal, or a number first: all of them are reset.
    const bool resets = arguments[first] == "-" || first + 1 == arguments.size() ||
                        arguments[first].find_first_not_of("0123456789") == std::string::npos;
    const bool has_commands = arguments[first] == "-" || !resets || arguments[first].empty();
    const std::string commands = arguments[first];
    if (has_commands && ++first == arguments.size())
        return shell.usage_error(*find_builtin("trap"));
    int status = 0;
    for (; first < arguments.size(); ++first) {
        const int number = Traps::number_of(arguments[first]);
        if (number < 0)
            status = fail(shell, "trap: \"" + arguments[first] + "\" is not a signal");
        else if (resets && !commands.empty())
            shell.traps.reset(number);
        else
            shell.traps.set(number, commands);
    }
    return status;
}

namespace {

std::string symbolic(mode_t mask) {
    std::string text;
    for (int shift = 6; shift >= 0; shift -= 3) {
        const mode_t given = ~mask >> shift & 7;
        text += text.empty() ? "" : ",";
        text += shift == 6 ? "u=" : shift == 3 ? "g=" : "o=";
        text += std::string(given & 4 ? "r" : "") + (given & 2 ? "w" : "") + (given & 1 ? "x" : "");
    }
    return text;
}

/// Changes `mask` as "u=rwx,g-w,o=" says. False: that is not how it is written.
bool apply_symbolic(const std::string& text, mode_t& mask) {
    for (size_t at = 0; at < text.size();) {
        mode_t who = 0, bits = 0;
        for (; at < text.size() && strchr("ugoa", text[at]); ++at)
            who |= text[at] == 'u' ? 0700 : text[at] == 'g' ? 0070 : text[at] == 'o' ? 0007 : 0777;
        if (who == 0)
            who = 0777;
        if (at == text.size() || !strchr("=+-", text[at]))
            return false;
        const char operation = text[at++];
        for (; at < text.size() && strchr("rwx", text[at]); ++at)
            bits |= text[at] == 'r' ? 0444 : text[at] == 'w' ? 0222 : 0111;
        if (operation != '+')
            mask |= operation == '=' ? who : who & bits;
        if (operation != '-')
            mask &= ~(who & bits);
        if (at < text.size() && text[at++] != ',')
            return false;
    }
    return true;
}

} // namespace

int run_umask(Shell& shell, const Arguments& arguments, std::string& output) {
    mode_t mask = umask(0);
    umask(mask);
    const bool symbols = arguments.size() == 2 && arguments[1] == "-S";
    if (arguments.size() > 2)
        return shell.usage_error(*find_builtin("umask"));
    if (arguments.size() == 1 || symbols) {
        char number[8];
        snprintf(number, sizeof number, "%04o", unsigned(mask));
        output += (symbols ? symbolic(mask) : number) + std::string("\n");
        return 0;
    }
    const std::string& text = arguments[1];
    if (!text.empty() && text[0] >= '0' && text[0] <= '9') {
        char* end;
        mask = mode_t(strtoul(text.c_str(), &end, 8));
        if (*end != '\0' || mask > 0777)
            return fail(shell, "umask: \"" + text + "\" is not an octal number up to 777");
    } else if (text.empty() || !apply_symbolic(text, mask)) {
        return fail(shell, "umask: \"" + text + "\" is neither an octal number nor like u=rwx,g=rx,o=");
    }
    umask(mask);
    return 0;
}

} // namespace shell
