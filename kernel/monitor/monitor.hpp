// SPDX-License-Identifier: MIT
// Checks each message against the description of its interface. What it decides comes from calls and answers
// in the order in which they happen, never from time. It says nothing about phones whose interface is not in
// the table, or before there is one. README.md lists the rules, and what they leave out.
#pragma once

#include "kernel/ipc/call.hpp"
#include "kernel/monitor/connection.hpp"
#include "kernel/monitor/table.hpp"
#include "kernel/monitor/violation.hpp"

namespace kernel {

struct Task;
struct Phone;

class Monitor {
  public:
    /// Takes over `table` (of kernel memory, charged to `payer`). Errors: exists (there is one), invalid
    /// (malformed); then it stays the caller's. Connections that exist already may be in any state.
    abi::Error load(void* table, uint64_t size, Task& payer);
    /// Forgets table, policies and violations, as before a boot.
    void reset();
    void lose_payer(const Task& task);
    const void* memory() const { return memory_; }
    uint64_t memory_size() const { return size_; }
    Task* payer() const { return payer_; }

    /// Errors: not_supported (no table), no_entry (no such interface or task).
    abi::Error set_policy(abi::PolicySubject subject, uint32_t number, abi::Policy policy);

    /// A phone exists from now on. `number`: the second word of connect_me_to.
    void connected(Phone& phone, uint64_t number, bool callback);
    /// Before `call` goes to the callee of `phone`. Error protocol: it must not.
    abi::Error sent(Call& call, Task& sender, Phone& phone) {
        return loaded_ ? check_sent(call, sender, phone) : abi::Error::ok;
    }
    /// The same for a call that `forwarder` passes on; its words are the new ones already.
    abi::Error forwarded(Call& call, Task& forwarder, Phone& phone) {
        return loaded_ ? check_forwarded(call, forwarder, phone) : abi::Error::ok;
    }
    /// Before `call` is answered; may change the answer. `answerer` nullptr: the kernel.
    void answered(Call& call, Task* answerer, abi::Words& answer) {
        if ((call.rule | call.attachment) != 0)
            check_answered(call, answerer, answer);
    }
    /// `task` answered, or forwarded, what it has no right to.
    void answered_nothing(Task& task);

    const Violations& violations() const;

  private:
    abi::Error check_sent(Call& call, Task& sender, Phone& phone);
    abi::Error check_forwarded(Call& call, Task& forwarder, Phone& phone);
    [[gnu::noinline]] void check_answered(Call& call, Task* answerer, abi::Words& answer);

    /// What was wrong in a call of `method`.
    struct Report {
        abi::Rule rule;
        uint64_t method;
        uint64_t detail[2];
    };

    abi::Error begin(Call& call, Task& sender, Phone& phone);
    abi::Error begin_known(Call& call, Task& sender, Phone& phone);
    abi::Error follow(Call& call, Task& sender, Phone& phone);
    abi::Error check_arrived(Call& call, Task& sender, Phone& phone, uint32_t number);
    abi::Error check_effect(const Call& call, Task& sender, Phone& phone);
    /// Returns the list of handles that is longer than it may be, if there is one.
    const abi::MonitorAttachment* expect_attachments(const Call& call, Phone& phone);
    void let_go(Call& call);
    static void forget_state(MonitoredConnection& connection);

    abi::Policy check_transfer(const Call& call, Task* answerer, const abi::Words& answer);
    abi::Policy check_error(const Call& call, Task* answerer, uint64_t error);
    void check_dropped(const Call& call, Task* answerer, uint64_t error);
    void check_turn(const Call& call, Phone& phone, Task* answerer);
    void check_state(const Call& call, Phone& phone, uint64_t error);
    void check_complete(const Call& call, Phone& phone, uint64_t error);

    [[gnu::cold]] uint64_t method_of_attachment(uint32_t number) const;
    [[gnu::cold]] Report missing(const MonitoredConnection& connection) const;
    [[gnu::cold]] abi::Policy report(const Call& call, const Task& culprit, const Task* partner,
                                     const Report& report);
    /// The same for a message that `sender` sends through `phone`; ends the connection if the policy says so.
    /// Error protocol: the message must not go on.
    [[gnu::cold]] abi::Error object(const Call& call, const Task& sender, Phone& phone, const Report& report);

    bool loaded_ = false;
    MonitorTable table_;
    void* memory_ = nullptr;
    uint64_t size_ = 0;
    Task* payer_ = nullptr;
    abi::Policy policy_ = abi::Policy::report;
    abi::Policy policies_[abi::kMaxMonitorInterfaces] = {};
};

} // namespace kernel
