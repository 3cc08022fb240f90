// SPDX-License-Identifier: MIT
// One call of generated code together with all that follows it: data, areas, handles. Everything is sent at
// once, so messages of several fibrils on one phone do not mix, and the answers are awaited together.
#pragma once

#include "fibrils/async/connection.hpp"
#include "fibrils/async/session.hpp"

#include <cstddef>
#include <optional>

namespace async {

/// Move-only. Buffers that were given must stay until wait() has returned or the operation was forgotten
/// *and* the server has taken them; who forgets a call with data keeps the data for good.
class Operation {
  public:
    static constexpr int kMaxTransfers = 4;  // of data, in one call
    static constexpr int kMaxFollowing = 24; // messages after one call

    struct Outcome {
        Error error = Error::ok; // of the call, or of what belongs to it
        Arguments words{};
        size_t moved[kMaxTransfers] = {}; // bytes of each data transfer, in the order of the description
    };

    /// Nothing is sent: waiting for it gives `error`.
    explicit Operation(Error error) : refusal_(error) {}
    Operation(Session& session, uint64_t method, const Arguments& words);
    Operation(Operation&& other) noexcept;
    Operation& operator=(Operation&&) = delete;
    ~Operation() { forget(); }

    // What follows the call, in the order of the description.
    void give(const void* data, size_t size);
    void take(void* buffer, size_t size);
    void skip(); // data that this call does not send: its place in Outcome::moved stays 0
    void offer_area(void* base, uint64_t flags);
    void ask_area(void* base, size_t size);
    void move(Handle handle); // used up: what the server does not get is closed, even if this was forgotten
    void ask();               // a question (ping)
    /// Passes a data call that this task serves on to the server; the right to answer it is used up.
    void pass(Call& call);
    /// Waits until the server has taken the connection, and serves it with `handler`.
    void call_back(abi::InterfaceId interface, ConnectionHandler handler, void* data);

    Outcome wait();
    /// timeout leaves everything waitable.
    Result<Outcome> wait_until(uint64_t deadline);
    /// The answers will be dropped when they come.
    void forget();
    bool done() const;

  private:
    void give_up(Error error);
    bool may_follow();
    void add(Request request, bool is_transfer = false);
    Outcome collect(Answer answer);

    Error refusal_ = Error::ok; // of what could not be sent
    std::optional<Exchange> exchange_;
    Request main_;
    PendingAnswer* following_[kMaxFollowing]; // the first count_ of them; null: skipped
    uint32_t transfers_ = 0;                  // which of them move data: a bit each
    int count_ = 0;
};

/// A call that nothing follows, without the weight of an operation.
inline Operation::Outcome call(Session& session, uint64_t method, const Arguments& words) {
    const Exchange exchange(session);
    const Answer answer = send(exchange, method, words).wait();
    return {answer.error, answer.words, {}};
}

/// The same with one transfer that follows it, data_read or data_write: moved[0] is how many bytes went.
Operation::Outcome call(Session& session, uint64_t method, const Arguments& words, abi::SystemMethod transfer,
                        const void* data, size_t size);

} // namespace async
