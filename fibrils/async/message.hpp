// SPDX-License-Identifier: MIT
// Client half of the async framework: send a message, wait for its answer.
#pragma once

#include "fibrils/fibril.hpp"
#include "kernel/abi/ipc.hpp"

#include <array>
#include <utility>

namespace async {

using abi::Error;
using abi::Handle;
using abi::Result;

using Arguments = std::array<uint64_t, 5>;

/// What came back: the error of the answer and its five result words (valid when error is ok).
struct Answer {
    Error error = Error::ok;
    Arguments words{};
};

struct PendingAnswer; // owned by the framework

/// One message whose answer has not been taken. Move-only. Dropping it forgets the answer.
class [[nodiscard]] Request {
  public:
    Request() = default;
    explicit Request(PendingAnswer* pending) : pending_(pending) {}
    Request(Request&& other) noexcept : pending_(std::exchange(other.pending_, nullptr)) {}
    Request& operator=(Request&& other) noexcept {
        std::swap(pending_, other.pending_);
        return *this;
    }
    ~Request() { forget(); }

    /// Waits for the answer; afterwards the request is empty. A refusal by the kernel is an answer, too.
    Answer wait();
    /// The same until a deadline (fibril::now() scale). timeout leaves the request waitable.
    Result<Answer> wait_until(uint64_t deadline);
    /// The answer will be dropped when it comes.
    void forget();
    bool done() const; // wait would not block
    PendingAnswer* release() { return std::exchange(pending_, nullptr); }

  private:
    PendingAnswer* pending_ = nullptr;
};

/// Sends without waiting. Never fails: a refusal is found by wait().
/// Methods: a user method, or a SystemMethod cast to uint64_t.
Request send(Handle phone, uint64_t method, Arguments arguments = {});

/// send and wait. The error of the answer becomes the error of the result.
Result<Arguments> request(Handle phone, uint64_t method, Arguments arguments = {});

template<typename Method, typename... Words>
Request send_words(Handle phone, Method method, Words... words) {
    static_assert(sizeof...(Words) <= 5);
    return send(phone, static_cast<uint64_t>(method), Arguments{static_cast<uint64_t>(words)...});
}

template<typename Method, typename... Words>
Result<Arguments> request_words(Handle phone, Method method, Words... words) {
    static_assert(sizeof...(Words) <= 5);
    return request(phone, static_cast<uint64_t>(method), Arguments{static_cast<uint64_t>(words)...});
}

/// Fire and forget.
template<typename Method, typename... Words>
void post(Handle phone, Method method, Words... words) {
    send_words(phone, method, words...).forget();
}

} // namespace async
