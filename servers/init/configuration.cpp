// SPDX-License-Identifier: MIT
#include "servers/init/configuration.hpp"

#include "kernel/abi/event.hpp"
#include "servers/init/roles.hpp"
#include "servers/init/words.hpp"

namespace init {

using abi::Right;

namespace {

using Words = std::vector<std::string>;

struct NamedRight {
    std::string_view name;
    Right right;
};
constexpr NamedRight kRights[] = {
    {"spawn", Right::spawn},       {"inspect", Right::inspect}, {"trace", Right::trace},
    {"events", Right::events},     {"devices", Right::devices}, {"power", Right::power},
    {"kill_any", Right::kill_any},
};

std::string quote(std::string_view text) {
    std::string quoted = "'";
    quoted += text;
    quoted += '\'';
    return quoted;
}

/// Parses one line; `problem_` says what is wrong with it.
class Line {
  public:
    explicit Line(Words words) : words_(std::move(words)) {}
    const std::string& problem() const { return problem_; }

    /// None without a problem: the line is for others than init.
    std::optional<Statement> parse() {
        if (words_[0] == "boot" || words_[0] == "program")
            return check_role();
        if (words_[0] == "waive")
            return accept(check_waiver(words_));
        if (words_[0] == "talks")
            return accept(check_talk(words_));
        if (words_[0] == "environment")
            return parse_environment();
        if (words_[0] == "server" || words_[0] == "driver")
            return parse_server();
        if (words_[0] == "mount")
            return parse_mount();
        if (words_[0] == "terminal")
            return parse_terminal();
        return fail("unknown word " + quote(words_[0]));
    }

  private:
    std::nullopt_t fail(std::string problem) {
        if (problem_.empty())
            problem_ = std::move(problem);
        return std::nullopt;
    }

    std::nullopt_t accept(std::string problem) {
        problem_ = std::move(problem);
        return std::nullopt;
    }

    std::nullopt_t check_role() {
        if (words_.size() < 2 || !is_interface(words_[1]))
            return fail(words_[0] + " needs a name");
        options_.assign(words_.begin() + 2, words_.end());
        if (take_role())
            no_options_left();
        return std::nullopt;
    }

    bool take_role() {
        return take("provides", is_interface_list) && take("uses", is_interface_list) &&
               take("serving", is_effect_list) && take("pool", is_pool);
    }

    std::optional<Statement> parse_environment() {
        if (words_.size() != 2 || words_[1].find('=') == std::string::npos || words_[1][0] == '=')
            return fail("environment needs one NAME=value");
        return Environment{words_[1]};
    }

    std::optional<Statement> parse_mount() {
        if (words_.size() < 3 || words_.size() > 4)
            return fail("mount needs a file system, a mount point and perhaps options");
        if (words_[2][0] != '/')
            return fail("mount point " + quote(words_[2]) + " does not begin with /");
        return Mount{words_[1], words_[2], words_.size() == 4 ? words_[3] : ""};
    }

    std::optional<Statement> parse_server() {
        Server server;
        if (!take_command(server.command))
            return std::nullopt;
        server.name = words_[1];
        server.is_driver = words_[0] == "driver";
        if (!take("rights", [&](auto value) { return parse_rights(value, server.rights); }) ||
            !take("wait", [&](auto value) { return parse_readiness(value, server.wait); }) ||
            !take("restart", [&](auto value) { return parse_restart(value, server.restart); }) ||
            !take_role() || !no_options_left())
            return std::nullopt;
        return server;
    }

    std::optional<Statement> parse_terminal() {
        Terminal terminal{};
        if (!take_command(terminal.command))
            return std::nullopt;
        if (words_[1].size() != 1 || words_[1][0] < '0' || words_[1][0] >= char('0' + abi::kTerminalCount))
            return fail("there is no terminal " + quote(words_[1]));
        terminal.number = uint32_t(words_[1][0] - '0');
        if (!take("rights", [&](auto value) { return parse_rights(value, terminal.rights); }) ||
            !take("start", [&](auto value) { return parse_start(value, terminal.at_boot); }) ||
            !no_options_left())
            return std::nullopt;
        return terminal;
    }

    /// Words from the third on up to the first option; the options stay for take().
    bool take_command(Words& command) {
        size_t next = 2;
        for (; next < words_.size() && words_[next].find('=') == std::string::npos; next++)
            command.push_back(words_[next]);
        options_.assign(words_.begin() + std::min(next, words_.size()), words_.end());
        if (command.empty() || command[0][0] != '/') {
            fail(words_[0] + " needs a name and an absolute path");
            return false;
        }
        return true;
    }

    /// Takes option `name` if it is there.
    template<typename Parse>
    bool take(std::string_view name, Parse parse) {
        for (auto option = options_.begin(); option != options_.end(); ++option) {
            const size_t equals = option->find('=');
            if (std::string_view(*option).substr(0, equals) != name || equals == std::string::npos)
                continue;
            if (!parse(std::string_view(*option).substr(equals + 1))) {
                fail("bad value in " + quote(*option));
                return false;
            }
            options_.erase(option);
            return true;
        }
        return true;
    }

    bool no_options_left() {
        if (!options_.empty())
            fail("unknown option " + quote(options_.front()));
        return options_.empty();
    }

    static bool parse_rights(std::string_view value, Right& rights) {
        for (const std::string_view name : split_list(value, ',')) {
            bool known = false;
            for (const NamedRight& right : kRights)
                if (right.name == name) {
                    rights = rights | right.right;
                    known = true;
                }
            if (!known)
                return false;
        }
        return true;
    }

    static bool parse_readiness(std::string_view value, std::optional<Readiness>& wait) {
        const auto parts = split_list(value, ':');
        if (parts.size() > 2 || parts[0].empty() || parts[0].size() > 4)
            return false;
        char letters[5] = "    ";
        parts[0].copy(letters, 4);
        uint32_t number = 0;
        if (parts.size() == 2) {
            if (parts[1].size() != 1 || parts[1][0] < '0' || parts[1][0] > '9')
                return false;
            number = uint32_t(parts[1][0] - '0');
        }
        wait = Readiness{abi::interface_id(letters), number};
        return true;
    }

    static bool parse_restart(std::string_view value, Restart& restart) {
        for (const Restart policy : {Restart::never, Restart::on_fault, Restart::always})
            if (value == describe(policy)) {
                restart = policy;
                return true;
            }
        return false;
    }

    static bool parse_start(std::string_view value, bool& at_boot) {
        at_boot = value == "boot";
        return at_boot || value == "open";
    }

    Words words_;
    Words options_;
    std::string problem_;
};

void parse_line(std::string_view text, uint32_t number, Configuration& configuration) {
    auto words = split_words(text);
    if (!words.ok()) {
        configuration.problems.push_back({number, "a quotation mark has no partner"});
        return;
    }
    if (words->empty())
        return;
    Line line(std::move(*words));
    if (auto statement = line.parse())
        configuration.statements.push_back(std::move(*statement));
    else if (!line.problem().empty())
        configuration.problems.push_back({number, line.problem()});
}

} // namespace

const char* describe(Restart restart) {
    switch (restart) {
    case Restart::never:
        return "never";
    case Restart::on_fault:
        return "on-fault";
    case Restart::always:
        return "always";
    }
    return "?";
}

Configuration parse_configuration(std::string_view text) {
    Configuration configuration;
    uint32_t number = 0;
    for (const std::string_view line : split_list(text, '\n'))
        parse_line(line, ++number, configuration);
    return configuration;
}

} // namespace init
