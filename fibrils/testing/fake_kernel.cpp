// SPDX-License-Identifier: MIT
#include "fibrils/testing/fake_kernel.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/manager.hpp"
#include "fibrils/scheduler.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <deque>
#include <gtest/gtest.h>
#include <map>

namespace fake {

namespace {

using abi::Error;
using abi::Message;
using abi::MessageKind;
using abi::SystemMethod;

constexpr abi::TaskId kSelf = 7;

struct Phone {
    uint64_t label;
};

struct PendingCall {
    Message message; // as sent
    uint64_t cookie;
};

struct Kernel {
    uint64_t uptime = 1000;
    abi::Handle next_handle = 100;
    std::vector<abi::Handle> closed;
    uint32_t next_trace_id = 1;
    std::map<abi::Handle, Phone> phones;
    std::map<abi::Handle, PendingCall> calls;
    std::deque<Message> notifications;
    std::deque<Message> answers;
    std::deque<Message> incoming;
    std::vector<std::string> log;
    Error refusal = Error::ok;
    int refusals = 0;
    uint64_t refused_method = 0;
    size_t sent = 0;
    uint32_t last_parent = 0;
    uint64_t subscribed_method = 0;
    size_t pokes = 0;
    bool poked = false;
};

Kernel& kernel() {
    static Kernel instance;
    return instance;
}

SystemMethod method_of(const Message& message) {
    return static_cast<SystemMethod>(message.words[0]);
}

void send_answer(uint64_t cookie, const abi::Words& words) {
    Message message;
    message.kind = MessageKind::answer;
    message.label = cookie;
    message.sender = kSelf;
    message.words = words;
    kernel().answers.push_back(message);
}

void refuse(uint64_t cookie, Error error) {
    send_answer(cookie, {static_cast<uint64_t>(error)});
}

void queue_call(Message message, uint64_t cookie) {
    message.call = kernel().next_handle++;
    kernel().calls[message.call] = {message, cookie};
    kernel().incoming.push_back(message);
}

void copy(uint64_t destination, uint64_t source, uint64_t size) {
    if (size > 0)
        memcpy(reinterpret_cast<void*>(destination), reinterpret_cast<const void*>(source), size);
}

// What the kernel does when a call is answered with success; changes the words of the answer.
Error arbitrate(const Message& request, abi::Words& answer) {
    switch (method_of(request)) {
    case SystemMethod::connect_me_to:
        answer[5] = make_phone(answer[5]);
        return Error::ok;
    case SystemMethod::data_write:
        if (answer[2] > request.words[2])
            return Error::limit;
        copy(answer[1], request.words[1], answer[2]);
        return Error::ok;
    case SystemMethod::data_read:
        if (answer[2] > request.words[2])
            return Error::limit;
        copy(request.words[1], answer[1], answer[2]);
        return Error::ok;
    default:
        return Error::ok;
    }
}

bool take_message(Message& message) {
    for (auto* queue : {&kernel().notifications, &kernel().answers, &kernel().incoming}) {
        if (!queue->empty()) {
            message = queue->front();
            queue->pop_front();
            return true;
        }
    }
    return false;
}

// One dispatch; false when nothing can happen any more.
bool step(int64_t deadline) {
    Message message;
    if (take_message(message)) {
        async::deliver(message);
        return true;
    }
    if (std::exchange(kernel().poked, false))
        return true;
    if (deadline < 0)
        return false;
    kernel().uptime = std::max(kernel().uptime, static_cast<uint64_t>(deadline));
    return true;
}

} // namespace

void run(std::function<void()> body) {
    bool done = false;
    auto id = fibril::spawn({.name = "test", .stack_size = 64 * 1024}, [&] {
        body();
        done = true;
    });
    ASSERT_TRUE(id.ok());
    ASSERT_TRUE(fibril::detach(*id).ok());
    while (step(fibril::scheduler::run())) {
    }
    EXPECT_TRUE(done) << "the test waits for something that never happens";
}

abi::Handle make_phone(uint64_t label) {
    abi::Handle handle = kernel().next_handle++;
    kernel().phones[handle] = {label};
    return handle;
}

void refuse_calls(Error error, int count) {
    kernel().refusal = error;
    kernel().refusals = count;
}

void refuse_method(uint64_t method, Error error) {
    kernel().refused_method = method;
    kernel().refusal = error;
}

size_t sent_calls() {
    return kernel().sent;
}

void notify(uint64_t method, uint64_t a1) {
    Message message;
    message.kind = MessageKind::notification;
    message.words = {method, a1};
    kernel().notifications.push_back(message);
}

uint64_t subscribed_method() {
    return kernel().subscribed_method;
}

const std::vector<std::string>& log() {
    return kernel().log;
}

void clear_log() {
    kernel().log.clear();
}

bool log_contains(const std::string& text) {
    return std::any_of(log().begin(), log().end(),
                       [&](const std::string& line) { return line.find(text) != std::string::npos; });
}

uint32_t last_parent() {
    return kernel().last_parent;
}

std::vector<abi::Handle> take_closed_handles() {
    return std::exchange(kernel().closed, {});
}

size_t unanswered_calls() {
    return kernel().calls.size();
}

size_t pokes() {
    return kernel().pokes;
}

} // namespace fake

using namespace fake;

int64_t sys_ipc_call(uint32_t phone, uint64_t method, uint64_t a1, uint64_t a2, uint64_t a3, uint64_t a4,
                     uint64_t a5, uint64_t cookie, uint32_t parent) {
    kernel().last_parent = parent;
    kernel().sent++;
    if (kernel().refusals > 0) {
        kernel().refusals--;
        return -static_cast<int64_t>(kernel().refusal);
    }
    if (kernel().refused_method == method) {
        kernel().refused_method = 0;
        return -static_cast<int64_t>(kernel().refusal);
    }
    auto found = kernel().phones.find(phone);
    if (found == kernel().phones.end())
        return -static_cast<int64_t>(Error::no_entry);
    Message message;
    message.kind = MessageKind::call;
    message.label = found->second.label;
    message.sender = kSelf;
    message.trace_id = kernel().next_trace_id++;
    message.words = {method, a1, a2, a3, a4, a5};
    if (method_of(message) == SystemMethod::connect_to_me)
        message.words[5] = make_phone(a5);
    bool transfer =
        method_of(message) == SystemMethod::data_read || method_of(message) == SystemMethod::data_write;
    if (transfer && a2 > abi::kMaxTransfer)
        refuse(cookie, Error::limit);
    else
        queue_call(message, cookie);
    return 0;
}

int64_t sys_ipc_answer(uint32_t call, uint64_t error, uint64_t a1, uint64_t a2, uint64_t a3, uint64_t a4,
                       uint64_t a5) {
    auto found = kernel().calls.find(call);
    if (found == kernel().calls.end())
        return -static_cast<int64_t>(Error::no_entry);
    PendingCall pending = found->second;
    kernel().calls.erase(found);
    abi::Words words = {error, a1, a2, a3, a4, a5};
    Error failure = error == 0 ? arbitrate(pending.message, words) : Error::ok;
    if (failure != Error::ok) {
        refuse(pending.cookie, failure);
        return -static_cast<int64_t>(failure);
    }
    send_answer(pending.cookie, words);
    return 0;
}

int64_t sys_ipc_forward(uint32_t call, uint32_t phone, uint64_t method, uint64_t a1, uint64_t a2, uint64_t a3,
                        uint32_t mode) {
    auto found = kernel().calls.find(call);
    if (found == kernel().calls.end())
        return -static_cast<int64_t>(Error::no_entry);
    PendingCall pending = found->second;
    kernel().calls.erase(found);
    auto target = kernel().phones.find(phone);
    if (target == kernel().phones.end()) {
        refuse(pending.cookie, Error::forward_failed);
        return -static_cast<int64_t>(Error::no_entry);
    }
    if (pending.message.words[0] >= abi::kFirstUserMethod) {
        uint64_t words[4] = {method, a1, a2, a3};
        std::copy_n(words, 4, pending.message.words.begin());
    }
    pending.message.label = target->second.label; // labels belong to the server at the end of the phone
    queue_call(pending.message, pending.cookie);
    return 0;
}

int64_t sys_ipc_hangup(uint32_t phone) {
    auto found = kernel().phones.find(phone);
    if (found == kernel().phones.end())
        return -static_cast<int64_t>(Error::no_entry);
    Message message;
    message.kind = MessageKind::call;
    message.label = found->second.label;
    kernel().incoming.push_back(message);
    kernel().phones.erase(found);
    return 0;
}

int64_t sys_handle_close(uint32_t handle) {
    kernel().closed.push_back(handle);
    return 0;
}

int64_t sys_ipc_poke() {
    kernel().pokes++;
    kernel().poked = true;
    return 0;
}

int64_t sys_event_subscribe(uint32_t source, uint32_t event, uint64_t method) {
    if (source != abi::kSystemHandle)
        return -static_cast<int64_t>(Error::permission);
    kernel().subscribed_method = method;
    return 0;
}

int64_t sys_clock_read(uint32_t clock) {
    return static_cast<int64_t>(kernel().uptime);
}

int64_t sys_log_write(uint64_t address, uint64_t size) {
    kernel().log.emplace_back(reinterpret_cast<const char*>(address), size);
    fprintf(stderr, "%s\n", kernel().log.back().c_str());
    return 0;
}
