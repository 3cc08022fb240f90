// SPDX-License-Identifier: MIT
#include "web/inspector/model/violation_log.hpp"

#include "kernel/abi/monitor.hpp"

namespace inspector {

namespace {

std::string full_name(uint32_t interface, uint32_t method, const InterfaceTable& names) {
    const std::string name = names.method_name(interface, method);
    return interface == 0 || InterfaceTable::is_system_method(method)
               ? name
               : names.interface_name(interface) + "." + name;
}

} // namespace

void ViolationLog::append(const abi::TraceRecord& record) {
    if (record.kind != abi::TraceKind::violation)
        return;
    if (rows_.size() == kCapacity)
        rows_.pop_back();
    rows_.push_front({record.time,
                      record.call,
                      record.interface,
                      record.method,
                      record.source,
                      record.target,
                      record.words[0],
                      {record.words[1], record.words[2]}});
    total_ = record.words[3];
}

void ViolationLog::clear() {
    rows_.clear();
    total_ = 0;
}

std::string violated_method(const ViolationRow& row, const InterfaceTable& names) {
    if (row.method != 0)
        return full_name(row.interface, row.method, names);
    return row.interface != 0 ? names.interface_name(row.interface) : "-";
}

std::string violated_rule(const ViolationRow& row, const InterfaceTable& names) {
    switch (static_cast<abi::Rule>(row.rule)) {
    case abi::Rule::unknown_method:
        return "no such method";
    case abi::Rule::wrong_state:
        return "not allowed in this state";
    case abi::Rule::attachment_order:
        return names.method_name(0, row.detail[0]) + " is not what should follow";
    case abi::Rule::attachment_size:
        return "attachment of " + std::to_string(row.detail[0]) + ", the limit is " +
               std::to_string(row.detail[1]);
    case abi::Rule::attachment_missing:
        return names.method_name(0, row.detail[1]) + " is missing";
    case abi::Rule::answered_twice:
        return "answered twice";
    case abi::Rule::forgotten_answer:
        return "forgotten answer";
    case abi::Rule::undeclared_error:
        return "undeclared error: " + error_name(row.detail[0]);
    case abi::Rule::undeclared_effect:
        return "undeclared call of " + full_name(row.detail[0], row.detail[1], names);
    }
    return "rule " + std::to_string(row.rule);
}

} // namespace inspector
