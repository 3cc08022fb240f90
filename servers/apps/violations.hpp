// SPDX-License-Identifier: MIT
// What the run-time monitor of the kernel saw, in words.
#pragma once

#include "kernel/abi/monitor.hpp"
#include "kernel/abi/result.hpp"
#include "servers/apps/machine.hpp"

#include <string>
#include <vector>

namespace apps {

/// Those that the kernel keeps, oldest first. Errors: as of machine.hpp.
Result<std::vector<abi::Violation>> list_violations();

/// "vfs.open: the error "broken pipe" is not declared": interface, method and rule.
std::string describe_violation(const abi::Violation& violation);

/// Prints one line each and how many there were; returns the status of the program.
int show_violations();

/// "report", "refuse" or "end" from now on: for an interface, a task (number or name), or, if both are "",
/// for everything. Complains; returns the status of the program.
int set_policy(const std::string& policy, const std::string& interface, const std::string& task);

} // namespace apps
