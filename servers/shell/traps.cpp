// SPDX-License-Identifier: MIT
#include "servers/shell/traps.hpp"

#include "servers/shell/quoting.hpp"

#include <algorithm>
#include <csignal>

namespace shell {

namespace {

struct Name {
    const char* name;
    int number;
};
constexpr Name kNames[] = {{"EXIT", Traps::kExit}, {"HUP", SIGHUP},   {"INT", SIGINT},   {"QUIT", SIGQUIT},
                           {"KILL", SIGKILL},      {"USR1", SIGUSR1}, {"USR2", SIGUSR2}, {"PIPE", SIGPIPE},
                           {"ALRM", SIGALRM},      {"TERM", SIGTERM}, {"CHLD", SIGCHLD}, {"WINCH", SIGWINCH}};
constexpr int kLastSignal = 64;

} // namespace

static_assert(Traps::kInterrupt == SIGINT);

int Traps::number_of(std::string_view name) {
    if (!name.empty() && name.size() <= 2 && name.find_first_not_of("0123456789") == std::string_view::npos) {
        const int number = std::stoi(std::string(name));
        return number <= kLastSignal ? number : -1;
    }
    if (name.substr(0, 3) == "SIG")
        name.remove_prefix(3);
    for (const auto& entry : kNames)
        if (name == entry.name)
            return entry.number;
    return -1;
}

std::string Traps::name_of(int number) {
    for (const auto& entry : kNames)
        if (number == entry.number)
            return entry.name;
    return std::to_string(number);
}

const std::string* Traps::find(int number) const {
    for (const auto& trap : traps_)
        if (trap.number == number)
            return &trap.commands;
    return nullptr;
}

void Traps::set(int number, std::string commands) {
    reset(number);
    const auto place =
        std::find_if(traps_.begin(), traps_.end(), [&](const Trap& trap) { return trap.number > number; });
    traps_.insert(place, {number, std::move(commands)});
}

void Traps::reset(int number) {
    traps_.erase(
        std::remove_if(traps_.begin(), traps_.end(), [&](const Trap& trap) { return trap.number == number; }),
        traps_.end());
}

std::string Traps::describe() const {
    std::string text;
    for (const auto& trap : traps_)
        text += "trap -- " + quote(trap.commands) + " " + name_of(trap.number) + "\n";
    return text;
}

} // namespace shell
