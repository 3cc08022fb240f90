// SPDX-License-Identifier: MIT
#include "fibrils/async/message.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/pending_answer.hpp"
#include "fibrils/scheduler.hpp"

namespace async {

using fibril::scheduler::running;

namespace {

constinit Pool<PendingAnswer, 8> pool;

constexpr uint32_t kDeadPhones = 16;
constinit Handle dead_phones[kDeadPhones] = {};
constinit uint32_t dead_count = 0;

void complete(PendingAnswer* pending) {
    if (pending->answer.error == Error::hung_up)
        dead_phones[dead_count++ % kDeadPhones] = pending->phone;
    pending->done = true;
    if (pending->waiter)
        fibril::scheduler::make_ready(std::exchange(pending->waiter, nullptr));
}

Answer finish(PendingAnswer* pending) {
    Answer answer = pending->answer;
    pool.give_back(pending);
    return answer;
}

} // namespace

bool known_dead(Handle phone) {
    for (Handle dead : dead_phones) {
        if (dead == phone)
            return true;
    }
    return false;
}

void take_answer(const abi::Message& message) {
    PendingAnswer* pending = pool.find(message.label);
    if (!pending || pending->done)
        return;
    const auto error = static_cast<Error>(message.words[0]);
    if (error != Error::ok && pending->moved != abi::kNoHandle)
        sys_handle_close(pending->moved);
    if (pending->forgotten) {
        pool.give_back(pending);
        return;
    }
    pending->answer.error = error;
    for (size_t word = 0; word < pending->answer.words.size(); word++)
        pending->answer.words[word] = message.words[word + 1];
    complete(pending);
}

Request send(Handle phone, uint64_t method, Arguments arguments) {
    PendingAnswer* pending = pool.take();
    pending->phone = phone;
    uint32_t parent = running ? running->trace_id : 0;
    int64_t result = sys_ipc_call(phone, method, arguments[0], arguments[1], arguments[2], arguments[3],
                                  arguments[4], pending->reference(), parent);
    if (result < 0) {
        pending->answer.error = fibril::error_of(result);
        complete(pending);
    }
    return Request(pending);
}

Result<Arguments> request(Handle phone, uint64_t method, Arguments arguments) {
    Answer answer = send(phone, method, arguments).wait();
    if (answer.error != Error::ok)
        return answer.error;
    return answer.words;
}

Answer Request::wait() {
    if (!pending_)
        return {Error::invalid, {}};
    if (!pending_->done) {
        pending_->waiter = running;
        fibril::scheduler::wait("an answer");
    }
    return finish(release());
}

Result<Answer> Request::wait_until(uint64_t deadline) {
    if (!pending_)
        return Error::invalid;
    if (!pending_->done) {
        pending_->waiter = running;
        bool answered = fibril::scheduler::wait_until(deadline, "an answer");
        pending_->waiter = nullptr;
        if (!answered && !pending_->done)
            return Error::timeout;
    }
    return finish(release());
}

void Request::forget() {
    PendingAnswer* pending = release();
    if (!pending)
        return;
    if (pending->done)
        pool.give_back(pending);
    else
        pending->forgotten = true;
}

bool Request::done() const {
    return !pending_ || pending_->done;
}

} // namespace async
