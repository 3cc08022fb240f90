// SPDX-License-Identifier: MIT
#include "fibrils/async/operation.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/pending_answer.hpp"
#include "fibrils/async/transfer.hpp"

#include <algorithm>

namespace async {

using abi::SystemMethod;
using fibril::address_of;

Operation::Operation(Session& session, uint64_t method, const Arguments& words) : exchange_(session) {
    main_ = send(*exchange_, method, words);
}

Operation::Operation(Operation&& other) noexcept
    : refusal_(other.refusal_), exchange_(std::move(other.exchange_)), main_(std::move(other.main_)),
      transfers_(other.transfers_), count_(std::exchange(other.count_, 0)) {
    std::copy(other.following_, other.following_ + count_, following_);
    other.exchange_.reset();
}

// The server waits for every message of a call. When the kernel refuses one, another ends that wait.
void Operation::give_up(Error error) {
    if (refusal_ == Error::ok)
        post(*exchange_, SystemMethod::ping);
    refusal_ = error;
}

void Operation::add(Request request, bool is_transfer) {
    PendingAnswer* pending = request.release();
    if (pending->done) // nothing else can have answered yet
        give_up(pending->answer.error);
    transfers_ |= uint32_t(is_transfer) << count_;
    following_[count_++] = pending;
}

bool Operation::may_follow() {
    if (!exchange_ || refusal_ != Error::ok || main_.done())
        return false;
    if (count_ < kMaxFollowing)
        return true;
    give_up(Error::limit);
    return false;
}

void Operation::give(const void* data, size_t size) {
    if (may_follow())
        add(data_write_send(*exchange_, data, size), true);
}

void Operation::take(void* buffer, size_t size) {
    if (may_follow())
        add(data_read_send(*exchange_, buffer, size), true);
}

void Operation::skip() {
    if (!may_follow())
        return;
    transfers_ |= 1u << count_;
    following_[count_++] = nullptr;
}

void Operation::offer_area(void* base, uint64_t flags) {
    if (may_follow())
        add(send(*exchange_, uint64_t(SystemMethod::share_out), {address_of(base), 0, flags}));
}

void Operation::ask_area(void* base, size_t size) {
    if (may_follow())
        add(send(*exchange_, uint64_t(SystemMethod::share_in), {size, address_of(base)}));
}

void Operation::move(Handle handle) {
    if (!may_follow()) {
        sys_handle_close(handle);
        return;
    }
    PendingAnswer* pending = send(*exchange_, uint64_t(SystemMethod::delegate), {handle}).release();
    if (pending->done)
        sys_handle_close(handle);
    else
        pending->moved = handle;
    add(Request(pending));
}

void Operation::ask() {
    if (may_follow())
        add(send(*exchange_, uint64_t(SystemMethod::ping)));
}

void Operation::pass(Call& call) {
    if (!may_follow())
        return;
    const Error error = call.forward(*exchange_, 0, 0, 0, 0, abi::ForwardMode::route_from_me);
    if (error != Error::ok)
        give_up(error);
}

void Operation::call_back(abi::InterfaceId interface, ConnectionHandler handler, void* data) {
    if (!may_follow())
        return;
    const auto made = create_callback(*exchange_, interface, 0, 0, handler, data);
    if (!made.ok())
        give_up(made.error());
}

Operation::Outcome Operation::collect(Answer answer) {
    Outcome outcome{answer.error, answer.words, {}};
    Error rest = refusal_;
    for (int i = 0, transfer = 0; i < count_; i++) {
        const Answer part = following_[i] ? Request(following_[i]).wait() : Answer{};
        if (rest == Error::ok)
            rest = part.error;
        if (transfers_ >> i & 1)
            outcome.moved[transfer++] = part.error == Error::ok ? size_t(part.words[1]) : 0;
    }
    count_ = 0;
    // A server that missed a message says protocol; why it could not be sent says more.
    if (outcome.error == Error::ok || (outcome.error == Error::protocol && refusal_ != Error::ok))
        outcome.error = rest;
    exchange_.reset();
    return outcome;
}

Operation::Outcome Operation::wait() {
    if (!exchange_)
        return {refusal_ == Error::ok ? Error::invalid : refusal_, {}, {}};
    return collect(main_.wait());
}

Result<Operation::Outcome> Operation::wait_until(uint64_t deadline) {
    if (!exchange_)
        return wait();
    return collect(TRY(main_.wait_until(deadline)));
}

void Operation::forget() {
    main_.forget();
    while (count_ > 0)
        Request(following_[--count_]).forget();
    exchange_.reset();
}

bool Operation::done() const {
    return main_.done();
}

Operation::Outcome call(Session& session, uint64_t method, const Arguments& words, SystemMethod transfer,
                        const void* data, size_t size) {
    const Exchange exchange(session);
    Request main = send(exchange, method, words);
    if (main.done()) {
        const Answer refused = main.wait();
        return {refused.error, refused.words, {}};
    }
    Request following = send(exchange, uint64_t(transfer), {address_of(data), size});
    const bool is_refused = following.done(); // nothing else can have answered yet
    if (is_refused)
        post(exchange, SystemMethod::ping); // ends the server's wait, as in give_up
    const Answer answer = main.wait();
    const Answer moved = following.wait();
    Operation::Outcome outcome{answer.error, answer.words, {}};
    if (moved.error == Error::ok)
        outcome.moved[0] = size_t(moved.words[1]);
    if (outcome.error == Error::ok || (outcome.error == Error::protocol && is_refused))
        outcome.error = moved.error;
    return outcome;
}

} // namespace async
