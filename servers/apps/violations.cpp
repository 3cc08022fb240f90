// SPDX-License-Identifier: MIT
#include "servers/apps/violations.hpp"

#include "fibrils/arch/syscall.hpp"
#include "servers/apps/call_names.hpp"
#include "servers/apps/program.hpp"

#include <cstdio>

namespace apps {

using abi::Rule;
using abi::Violation;

namespace {

constexpr size_t kChunk = 32; // records that the kernel gives at once
constexpr const char* kPolicies[] = {"report", "refuse", "end"};

std::string system_method(uint32_t number) {
    return method_name(0, number);
}

std::string describe_order(const Violation& violation) {
    const std::string came = system_method(violation.detail[0]);
    if (violation.detail[1] == 0)
        return came + " belongs to no call";
    if (violation.detail[0] == violation.detail[1])
        return "a callback of another interface than the declared one";
    return came + " where " + system_method(violation.detail[1]) + " should come";
}

std::string describe_rule(const Violation& violation) {
    const std::string first = std::to_string(violation.detail[0]);
    const std::string second = std::to_string(violation.detail[1]);
    switch (violation.rule) {
    case Rule::unknown_method:
        return "the interface has no such method";
    case Rule::wrong_state:
        return "not allowed in the state of this connection";
    case Rule::attachment_order:
        return describe_order(violation);
    case Rule::attachment_size:
        return "an attachment of " + first + ", " + second + " is the " +
               (violation.detail[0] > violation.detail[1] ? "most" : "least");
    case Rule::attachment_missing:
        return system_method(violation.detail[1]) + " is missing";
    case Rule::answered_twice:
        return "an answer to what is no call, or was answered before";
    case Rule::forgotten_answer:
        if (violation.detail[0] == 0)
            return "its handler dropped the right to answer";
        return "answered before " + first + " earlier " + (violation.detail[0] == 1 ? "call" : "calls") +
               " of the connection: a forgotten answer";
    case Rule::undeclared_error:
        return std::string("the error \"") + abi::describe(abi::Error(violation.detail[0])) +
               "\" is not declared";
    case Rule::undeclared_effect:
        return "its handler called " + method_name(violation.detail[0], violation.detail[1]) +
               ", which is not declared";
    }
    return "rule " + std::to_string(uint32_t(violation.rule));
}

} // namespace

Result<std::vector<Violation>> list_violations() {
    std::vector<Violation> all;
    for (;;) {
        Violation chunk[kChunk];
        const uint64_t first = all.empty() ? 1 : all.back().sequence + uint64_t(1);
        const int64_t count = sys_monitor_read(abi::kSystemHandle, first, fibril::address_of(chunk), kChunk);
        if (count < 0)
            return fibril::error_of(count);
        all.insert(all.end(), chunk, chunk + count);
        if (size_t(count) < kChunk)
            return all;
    }
}

std::string describe_violation(const Violation& violation) {
    const std::string rule = describe_rule(violation);
    if (violation.method == 0)
        return violation.interface == 0 ? rule : interface_name(violation.interface) + ": " + rule;
    return method_name(violation.interface, violation.method) + ": " + rule;
}

int show_violations() {
    auto violations = list_violations();
    if (!violations.ok())
        return complain_about("violations", violations.error());
    TaskNames names;
    names.refresh();
    for (const Violation& violation : *violations) {
        const unsigned long long time = violation.time;
        std::string line = describe_violation(violation);
        if (violation.count > 1)
            line += ", " + std::to_string(violation.count) + " times";
        if (violation.policy != abi::Policy::report)
            line += violation.policy == abi::Policy::end ? " (connection ended)" : " (refused)";
        printf("%4llu.%06llu #%-6u %s %s\n", time / 1'000'000, time % 1'000'000, violation.call,
               pad(names.name(violation.culprit) + " / " + names.name(violation.partner), 28).c_str(),
               line.c_str());
    }
    const uint32_t total = violations->empty() ? 0 : violations->back().total;
    printf("%u %s since boot\n", total, total == 1 ? "violation" : "violations");
    return 0;
}

int set_policy(const std::string& policy, const std::string& interface, const std::string& task) {
    uint32_t number = 0;
    while (number < std::size(kPolicies) && policy != kPolicies[number])
        ++number;
    if (number == std::size(kPolicies))
        return complain("-p: \"" + policy + "\" is none of report, refuse, end");
    auto subject = abi::PolicySubject::everything;
    uint32_t id = 0;
    if (!interface.empty()) {
        subject = abi::PolicySubject::interface;
        id = interface_id(interface);
    } else if (!task.empty()) {
        subject = abi::PolicySubject::task;
        if ((id = find_task(task)) == 0)
            return 1;
    }
    const int64_t result = sys_monitor_policy(abi::kSystemHandle, uint32_t(subject), id, number);
    if (fibril::error_of(result) == abi::Error::no_entry && subject == abi::PolicySubject::interface)
        return complain("-i: there is no interface \"" + interface + "\"");
    return result < 0 ? complain_about("policy", fibril::error_of(result)) : 0;
}

} // namespace apps
