// SPDX-License-Identifier: MIT
// Where calls, answers and notifications of one task wait. One answerbox a task.
#pragma once

#include "kernel/ipc/call.hpp"
#include "kernel/ipc/phone.hpp"

namespace kernel {

struct Task;

/// A message of the kernel; charged to the receiver until it is taken.
struct Notification {
    ListNode node;
    abi::Words words{};
};

class Answerbox {
  public:
    explicit Answerbox(Task& owner) : owner_(owner) {}

    Task& owner() const { return owner_; }
    /// False once the owner is dying: nothing is queued any more.
    bool active() const { return active_; }
    void activate() { active_ = true; }
    void deactivate() { active_ = false; }

    /// A new or forwarded call arrives; the owner is woken.
    void enqueue_call(Call& call);
    /// The answer to a call of the owner arrives; the owner is woken.
    void enqueue_answer(Call& call);
    /// Copies the words; when the owner's account is full the notification is lost and false returned.
    bool notify(const abi::Words& words);

    /// The next message for the owner: notifications, then answers, then calls; kind none if there is none.
    void take(abi::Message& message);
    bool has_messages() const;

    List<Call, &Call::node> incoming;
    List<Call, &Call::node> dispatched;
    List<Call, &Call::node> answers;
    List<Notification, &Notification::node> notifications;
    List<Phone, &Phone::callee_node> connected_phones;

  private:
    [[gnu::noinline]] void take_notification(abi::Message& message);
    void take_answer(abi::Message& message);
    bool take_call(abi::Message& message);
    bool is_greedy(const Call& call) const;
    [[gnu::noinline]] uint32_t held_by(const Task* sender) const;

    Task& owner_;
    bool active_ = false;
};

} // namespace kernel
