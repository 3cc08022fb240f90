// SPDX-License-Identifier: MIT
// /etc/system.conf: what init starts. One statement a line, executed in order; words are separated by blanks,
// "a b" is one word, # begins a comment.
//
//   environment NAME=value                      for all programs started by later lines
//   server NAME PATH [ARGUMENT...] [OPTION...]
//       rights=RIGHT,...               system handle with these rights:
//                                      spawn inspect trace events devices power kill_any
//       wait=ID[:NUMBER]               the next line waits until the server provides this interface
//       restart=never|on-fault|always  when it ends; on-fault: by a fault or a kill
//   driver NAME PATH [ARGUMENT...] [OPTION...]  as server, for hardware that may not be there
//   mount FILESYSTEM POINT [OPTIONS]            waits until the file system's server is there
//   terminal NUMBER PATH [ARGUMENT...] [OPTION...]
//       start=boot|open     at once, or when somebody looks at the terminal for the first time
//       rights=RIGHT,...
//   boot, program, waive, talks        for others than init: checked, not carried out (roles.hpp)
#pragma once

#include "kernel/abi/handle.hpp"
#include "kernel/abi/interface.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace init {

enum class Restart { never, on_fault, always };

const char* describe(Restart restart);

/// The interface that tells that a server is ready.
struct Readiness {
    abi::InterfaceId interface;
    uint32_t number;
};

struct Environment {
    std::string variable; // NAME=value
};

struct Server {
    std::string name;
    std::vector<std::string> command; // path and arguments
    abi::Right rights = abi::Right::none;
    std::optional<Readiness> wait;
    Restart restart = Restart::never;
    bool is_driver = false; // needs hardware, and ends with driver::kNotHere when its device does not exist
};

struct Mount {
    std::string file_system;
    std::string point;
    std::string options;
};

struct Terminal {
    uint32_t number;
    std::vector<std::string> command;
    abi::Right rights = abi::Right::none;
    bool at_boot = false;
};

using Statement = std::variant<Environment, Server, Mount, Terminal>;

/// A line that was not understood, and why.
struct Problem {
    uint32_t line; // from 1
    std::string text;
};

struct Configuration {
    std::vector<Statement> statements;
    std::vector<Problem> problems; // the lines with problems are left out, all others are valid
};

Configuration parse_configuration(std::string_view text);

} // namespace init
