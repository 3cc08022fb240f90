// SPDX-License-Identifier: MIT
#include "kernel/monitor/monitor.hpp"

#include "kernel/kernel.hpp"

namespace kernel {

using abi::Error;
using abi::Policy;
using abi::PolicySubject;

Error Monitor::load(void* table, uint64_t size, Task& payer) {
    if (loaded_)
        return Error::exists;
    if (!MonitorTable::is_valid(table, size))
        return Error::invalid;
    table_ = MonitorTable(table);
    memory_ = table;
    size_ = size;
    payer_ = &payer;
    loaded_ = true;
    kernel().tasks.for_each([this](Task& task) {
        task.phones.for_each([this](Phone& phone) {
            connected(phone, 0, true);
            forget_state(phone.monitored);
            phone.monitored.mode = MonitoredConnection::Mode::ignoring;
        });
    });
    return Error::ok;
}

void Monitor::reset() {
    if (loaded_)
        release_charged(payer_, memory_, size_);
    *this = Monitor();
    kernel().violations = Violations();
}

const Violations& Monitor::violations() const {
    return kernel().violations;
}

void Monitor::lose_payer(const Task& task) {
    if (payer_ != &task)
        return;
    payer_->account.refund(Heap::block_size(size_));
    payer_ = nullptr;
}

Error Monitor::set_policy(PolicySubject subject, uint32_t number, Policy policy) {
    if (!loaded_)
        return Error::not_supported;
    if (subject == PolicySubject::everything) {
        policy_ = policy;
        return Error::ok;
    }
    if (subject == PolicySubject::interface) {
        const int found = table_.find(number);
        if (found >= 0)
            policies_[found] = policy;
        return found >= 0 ? Error::ok : Error::no_entry;
    }
    Task* task = kernel().tasks.find(number);
    if (task)
        task->policy = policy;
    return task ? Error::ok : Error::no_entry;
}

void Monitor::connected(Phone& phone, uint64_t number, bool callback) {
    phone.monitored = {};
    const int found = loaded_ ? table_.find(phone.interface) : -1;
    if (found < 0)
        return;
    const auto interface = static_cast<uint32_t>(found);
    phone.monitored.contract = static_cast<uint16_t>(interface + 1);
    phone.monitored.states = phone.monitored.ahead = table_.first_state(interface, number);
    phone.monitored.callback = callback;
}

void Monitor::forget_state(MonitoredConnection& connection) {
    connection.states = connection.ahead = connection.states != 0 ? 0xffff : 0;
}

void Monitor::answered_nothing(Task& task) {
    if (loaded_)
        report(Call{}, task, nullptr, {abi::Rule::answered_twice, 0, {0, 0}});
}

uint64_t Monitor::method_of_attachment(uint32_t number) const {
    for (uint32_t at = 0; at < table_.interface_count(); ++at) {
        const abi::MonitorInterface& interface = table_.interface(at);
        for (uint32_t ordinal = 0; ordinal < interface.methods; ++ordinal) {
            const abi::MonitorMethod& method = table_.method(interface.first_method + ordinal);
            if (number >= method.first_attachment && number - method.first_attachment < method.attachments)
                return abi::kFirstUserMethod + ordinal;
        }
    }
    return 0;
}

Policy Monitor::report(const Call& call, const Task& culprit, const Task* partner, const Report& report) {
    const int interface = table_.find(call.interface);
    Policy policy = culprit.policy > policy_ ? culprit.policy : policy_;
    if (partner && partner->policy > policy)
        policy = partner->policy;
    if (interface >= 0 && policies_[interface] > policy)
        policy = policies_[interface];
    abi::Violation violation{};
    violation.time = static_cast<uint64_t>(kernel().clock.uptime());
    violation.dispatch = kernel().scheduler.dispatches();
    violation.culprit = culprit.id;
    violation.partner = partner ? partner->id : 0;
    violation.interface = call.interface;
    violation.method = static_cast<uint32_t>(report.method);
    violation.call = call.trace_id;
    violation.parent = call.parent;
    violation.detail[0] = static_cast<uint32_t>(report.detail[0]);
    violation.detail[1] = static_cast<uint32_t>(report.detail[1]);
    violation.rule = report.rule;
    violation.policy = policy;
    kernel().trace.violated(kernel().violations.add(violation));
    return policy;
}

Error Monitor::object(const Call& call, const Task& sender, Phone& phone, const Report& what) {
    const Policy policy = report(call, sender, &phone.callee->owner(), what);
    if (policy == Policy::end)
        end_phone(phone);
    return policy == Policy::report ? Error::ok : Error::protocol;
}

} // namespace kernel
