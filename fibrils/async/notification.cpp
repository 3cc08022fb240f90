// SPDX-License-Identifier: MIT
#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/served_connection.hpp"
#include "fibrils/scheduler.hpp"

namespace async {

namespace {

struct Subscription {
    NotificationHandler handler;
    void* data;
};

constinit lib::Array<Subscription> subscriptions; // number n has method kFirstUserMethod + n
constinit MessageQueue queue;
constinit fibril::Event arrived;

void handle_notifications(void*) {
    for (;;) {
        while (queue.empty())
            arrived.wait("a notification");
        abi::Message message = queue.pop();
        Subscription subscription = subscriptions[message.words[0] - abi::kFirstUserMethod];
        subscription.handler(message, subscription.data);
    }
}

} // namespace

[[gnu::cold]] void take_notification(const abi::Message& message) {
    if (message.words[0] - abi::kFirstUserMethod >= subscriptions.size())
        return;
    queue.push(message);
    arrived.notify();
}

Result<void> subscribe(Handle source, abi::Event event, NotificationHandler handler, void* data) {
    if (subscriptions.empty())
        TRY(fibril::detach(TRY(fibril::spawn(handle_notifications, nullptr, {.name = "notifications"}))));
    uint64_t method = abi::kFirstUserMethod + subscriptions.size();
    subscriptions.push_back({handler, data});
    Error error = fibril::error_of(sys_event_subscribe(source, static_cast<uint32_t>(event), method));
    if (error == Error::ok)
        return {};
    return error;
}

} // namespace async
