// SPDX-License-Identifier: MIT
// Builtins that show or change the state of the shell: directory, variables, aliases, options.
#include "servers/shell/builtin.hpp"
#include "servers/shell/history.hpp"
#include "servers/shell/launch.hpp"
#include "servers/shell/output.hpp"
#include "servers/shell/quoting.hpp"

#include <cerrno>
#include <cstdlib>
#include <unistd.h>

namespace shell {

using Arguments = std::vector<std::string>;

namespace {

constexpr size_t kMaxPath = 4096;

std::string current_directory() {
    std::string path(kMaxPath, '\0');
    return getcwd(path.data(), path.size()) ? std::string(path.c_str()) : std::string();
}

int fail(Shell& shell, const std::string& message) {
    shell.error(message);
    return 1;
}

} // namespace

int run_cd(Shell& shell, const Arguments& arguments, std::string& output) {
    if (arguments.size() > 2)
        return shell.usage_error(*find_builtin("cd"));
    std::string target = arguments.size() == 2 ? arguments[1] : shell.variables().value("HOME");
    if (target.empty())
        return fail(shell, arguments.size() == 2 ? "cd: the name is empty" : "cd: HOME is not set");
    bool back = target == "-";
    if (back)
        target = shell.variables().value("OLDPWD");
    if (back && target.empty())
        return fail(shell, "cd: there is no directory to go back to");
    std::string before = current_directory();
    if (chdir(target.c_str()) != 0)
        return fail(shell, "cd: " + target + ": " + describe_error(errno));
    std::string now = current_directory();
    shell.variables().set("OLDPWD", before);
    shell.variables().set("PWD", now);
    shell.variables().export_name("PWD");
    if (back)
        output += now + "\n";
    return 0;
}

int run_pwd(Shell& shell, const Arguments&, std::string& output) {
    std::string path = current_directory();
    if (path.empty())
        return fail(shell, std::string("pwd: ") + describe_error(errno));
    output += path + "\n";
    return 0;
}

int run_export(Shell& shell, const Arguments& arguments, std::string& output) {
    Variables& variables = shell.variables();
    if (arguments.size() == 1 || (arguments.size() == 2 && arguments[1] == "-p"))
        for (const auto& variable : variables.all())
            if (variable.exported)
                output += "export " + variable.name + "=" + quote(variable.value) + "\n";
    int status = 0;
    for (size_t i = 1; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        size_t size = assignment_name(argument);
        if (argument == "-p")
            continue;
        if (size == 0 && !is_name(argument)) {
            status = fail(shell, "export: \"" + argument + "\" is not a variable name");
            continue;
        }
        if (size > 0)
            variables.set(argument.substr(0, size), argument.substr(size + 1));
        variables.export_name(size > 0 ? argument.substr(0, size) : argument);
    }
    return status;
}

int run_unset(Shell& shell, const Arguments& arguments, std::string&) {
    bool functions = arguments.size() > 1 && arguments[1] == "-f";
    size_t first = functions || (arguments.size() > 1 && arguments[1] == "-v") ? 2 : 1;
    for (size_t i = first; i < arguments.size(); ++i) {
        if (!functions && !is_name(arguments[i]))
            return fail(shell, "unset: \"" + arguments[i] + "\" is not a variable name");
        if (!functions && shell.variables().is_read_only(arguments[i]))
            return fail(shell, "unset: " + arguments[i] + " is read-only");
        if (functions)
            shell.remove_function(arguments[i]);
        else
            shell.variables().unset(arguments[i]);
    }
    return 0;
}

int run_set(Shell& shell, const Arguments& arguments, std::string& output) {
    if (arguments.size() == 1)
        for (const auto& variable : shell.variables().all())
            output += variable.name + "=" + quote(variable.value) + "\n";
    size_t i = 1;
    bool parameters = false;
    for (; i < arguments.size() && !parameters; ++i) {
        const std::string& argument = arguments[i];
        if (argument == "--") {
            parameters = true;
            continue;
        }
        if (argument.size() < 2 || (argument[0] != '-' && argument[0] != '+'))
            break;
        bool on = argument[0] == '-';
        for (char letter : argument.substr(1)) {
            if (letter == 'e')
                shell.options.exit_on_error = on;
            else if (letter == 'f')
                shell.options.no_patterns = on;
            else if (letter == 'x')
                shell.options.trace = on;
            else if (letter == 'u')
                shell.options.unset_is_error = on;
            else
                return shell.usage_error(*find_builtin("set"));
        }
    }
    if (parameters || i < arguments.size())
        shell.variables().parameters.assign(arguments.begin() + i, arguments.end());
    return 0;
}

int run_shift(Shell& shell, const Arguments& arguments, std::string&) {
    auto& parameters = shell.variables().parameters;
    size_t count = 1;
    if (arguments.size() > 1) {
        char* end;
        count = strtoul(arguments[1].c_str(), &end, 10);
        if (arguments.size() > 2 || arguments[1].empty() || *end != '\0')
            return shell.usage_error(*find_builtin("shift"));
    }
    if (count > parameters.size())
        return fail(shell, "shift: there are only " + std::to_string(parameters.size()) + " parameters");
    parameters.erase(parameters.begin(), parameters.begin() + count);
    return 0;
}

int run_alias(Shell& shell, const Arguments& arguments, std::string& output) {
    int status = 0;
    if (arguments.size() == 1)
        for (const auto& alias : shell.aliases)
            output += "alias " + alias.name + "=" + quote(alias.value) + "\n";
    for (size_t i = 1; i < arguments.size(); ++i) {
        size_t equals = arguments[i].find('=');
        std::string name = arguments[i].substr(0, equals);
        size_t at = 0;
        while (at < shell.aliases.size() && shell.aliases[at].name < name)
            ++at;
        bool found = at < shell.aliases.size() && shell.aliases[at].name == name;
        if (equals == std::string::npos) {
            if (found)
                output += "alias " + name + "=" + quote(shell.aliases[at].value) + "\n";
            else
                status = fail(shell, "alias: " + name + ": there is no such alias");
            continue;
        }
        if (name.empty() || quote(name) != name) {
            status = fail(shell, "alias: \"" + name + "\" cannot be the name of an alias");
            continue;
        }
        if (!found)
            shell.aliases.insert(shell.aliases.begin() + at, {name, ""});
        shell.aliases[at].value = arguments[i].substr(equals + 1);
    }
    return status;
}

int run_unalias(Shell& shell, const Arguments& arguments, std::string&) {
    if (arguments.size() < 2)
        return shell.usage_error(*find_builtin("unalias"));
    int status = 0;
    for (size_t i = 1; i < arguments.size(); ++i) {
        size_t before = shell.aliases.size();
        if (arguments[i] == "-a")
            shell.aliases.clear();
        for (size_t k = 0; k < shell.aliases.size(); ++k)
            if (shell.aliases[k].name == arguments[i])
                shell.aliases.erase(shell.aliases.begin() + k--);
        if (shell.aliases.size() == before && arguments[i] != "-a")
            status = fail(shell, "unalias: " + arguments[i] + ": there is no such alias");
    }
    return status;
}

int run_history(Shell& shell, const Arguments& arguments, std::string& output) {
    if (!shell.history)
        return fail(shell, "history: only an interactive shell remembers commands");
    if (arguments.size() > 2)
        return shell.usage_error(*find_builtin("history"));
    if (arguments.size() == 2 && arguments[1] == "-c") {
        shell.history->clear();
        return 0;
    }
    const auto& entries = shell.history->entries();
    size_t count = entries.size();
    if (arguments.size() == 2) {
        char* end;
        count = std::min<size_t>(count, strtoul(arguments[1].c_str(), &end, 10));
        if (*end != '\0' || arguments[1].empty())
            return shell.usage_error(*find_builtin("history"));
    }
    for (size_t i = entries.size() - count; i < entries.size(); ++i) {
        std::string number = std::to_string(i + 1);
        output +=
            std::string(number.size() < 5 ? 5 - number.size() : 0, ' ') + number + "  " + entries[i] + "\n";
    }
    return 0;
}

namespace {

/// "ls is /bin/ls"; "" when nothing has that name. `brief`: only the name, alias text or path (command -v).
std::string describe_command(Shell& shell, const std::string& name, bool brief) {
    for (const auto& alias : shell.aliases)
        if (alias.name == name)
            return brief ? "alias " + name + "=" + quote(alias.value)
                         : name + " is an alias for " + quote(alias.value);
    if (is_reserved(name))
        return brief ? name : name + " is a word of the shell's language";
    if (shell.find_function(name))
        return brief ? name : name + " is a function";
    if (find_builtin(name))
        return brief ? name : name + " is built into the shell";
    std::string file = find_program(name, shell.variables().value("PATH"));
    if (file.empty() || access(file.c_str(), F_OK) != 0)
        return "";
    return brief ? file : name + " is " + file;
}

} // namespace

int run_type(Shell& shell, const Arguments& arguments, std::string& output) {
    if (arguments.size() < 2)
        return shell.usage_error(*find_builtin("type"));
    int status = 0;
    for (size_t i = 1; i < arguments.size(); ++i) {
        std::string text = describe_command(shell, arguments[i], false);
        if (text.empty())
            status = fail(shell, "type: " + arguments[i] + ": not found");
        else
            output += text + "\n";
    }
    return status;
}

int run_command_builtin(Shell& shell, const Arguments& arguments, std::string& output) {
    bool only_builtins = arguments[0] == "builtin";
    if (arguments.size() < 2)
        return shell.usage_error(*find_builtin(arguments[0]));
    if (!only_builtins && (arguments[1] == "-v" || arguments[1] == "-V")) {
        int status = arguments.size() > 2 ? 0 : 2;
        for (size_t i = 2; i < arguments.size(); ++i) {
            std::string text = describe_command(shell, arguments[i], arguments[1] == "-v");
            output += text.empty() ? "" : text + "\n";
            status = text.empty() ? 1 : status;
        }
        return status;
    }
    Arguments rest(arguments.begin() + 1, arguments.end());
    if (const Builtin* builtin = find_builtin(rest[0]))
        return builtin->function(shell, rest, output);
    if (only_builtins)
        return fail(shell, "builtin: " + rest[0] + " is not built into the shell");
    return shell.run_program({rest, {}});
}

} // namespace shell
