// SPDX-License-Identifier: MIT
// Server half of the async framework: one fibril a connection, which takes its calls one after the other.
#pragma once

#include "fibrils/async/message.hpp"
#include "kernel/abi/event.hpp"
#include "kernel/abi/interface.hpp"

namespace async {

/// A received call: a right to answer exactly once. Answering or forwarding empties it; a call that is
/// dropped unanswered is answered by the framework with Error::interrupted and a line in the kernel log.
class [[nodiscard]] Call {
  public:
    Call() = default;
    explicit Call(const abi::Message& message) : message_(message) {}
    // What was moved away has no right any more, which is all that anybody may ask it.
    Call(Call&& other) noexcept : message_(other.message_) { (void)other.release(); }
    Call& operator=(Call&& other) noexcept {
        if (pending())
            drop();
        message_ = other.message_;
        (void)other.release();
        return *this;
    }
    ~Call() {
        if (pending())
            drop();
    }

    uint64_t method() const { return message_.words[0]; }
    uint64_t argument(int number) const { return message_.words[number]; } // 1..5
    Arguments arguments() const {
        const auto& words = message_.words;
        return {words[1], words[2], words[3], words[4], words[5]};
    }
    abi::TaskId sender() const { return message_.sender; }
    Handle handle() const { return message_.call; }
    uint32_t trace_id() const { return message_.trace_id; }
    uint64_t label() const { return message_.label; }
    bool pending() const { return message_.call != abi::kNoHandle; }
    /// The client hung up: the last call of a connection. It needs no answer.
    bool hung_up() const { return message_.words[0] == uint64_t(abi::SystemMethod::phone_hung_up); }
    bool is(abi::SystemMethod method) const { return message_.words[0] == uint64_t(method); }

    /// Errors tell the server that nobody was there to receive; they may be ignored.
    Error answer(Error error, Arguments results = {});
    template<typename... Words>
    Error answer_ok(Words... words) {
        return answer(Error::ok, Arguments{static_cast<uint64_t>(words)...});
    }
    /// Passes the call on; its answer goes straight to the first caller. The right is used up either way.
    Error forward(Handle phone, uint64_t method = 0, uint64_t a1 = 0, uint64_t a2 = 0, uint64_t a3 = 0,
                  abi::ForwardMode mode = abi::ForwardMode::none);
    /// For the C names of the talk: gives the right away.
    Handle release() { return std::exchange(message_.call, abi::kNoHandle); }

  private:
    void drop(); // nobody has answered it

    abi::Message message_;
};

/// One client of this server.
struct Connection {
    abi::InterfaceId interface = 0;
    abi::TaskId client = 0;
    uint64_t argument2 = 0; // a2, a3 of the connect_me_to
    uint64_t argument3 = 0;
    void* parent_state = nullptr; // `state` of the connection over which this one was opened, if any
    void* state = nullptr;        // for the handler
    /// Called at once when the client hangs up or dies, even while the handler serves an earlier call. It
    /// must not block (it may start fibrils). get_call delivers the hang-up all the same.
    void (*on_hang_up)(Connection& connection) = nullptr;
};

/// Connections that a task serves at one time. Each has a stack: more would fill its memory.
inline constexpr uint32_t kMaxConnections = 2048;

/// Runs in a fibril of its own for every connect_me_to. It must answer `opening` (accept or an error, or
/// forward it) and, if it accepted, take calls until one is hung_up(). Returning ends the connection: what is
/// still queued, or comes later, is answered hung_up.
using ConnectionHandler = void (*)(Connection& connection, Call opening, void* data);

/// All connections for `interface`; 0 takes what no other handler does. Without a handler: no_entry. When
/// half of kMaxConnections are taken, a client that has more than its share: limit.
void set_handler(abi::InterfaceId interface, ConnectionHandler handler, void* data,
                 fibril::Options options = {.name = "connection"});

/// Accepts the opening call of the connection that the calling fibril serves.
Error accept(Call& opening);

/// The next call of the connection that the calling fibril serves. After a hang-up: hung_up() calls for ever.
Call get_call();
/// timeout if none came before the deadline.
Result<Call> get_call_until(uint64_t deadline);

/// Whether the client of the connection that the calling fibril serves has hung up, while an earlier call of
/// it is still being served.
bool client_hung_up();

/// Callback connections. The client asks the server to call it back: the server gets a phone, and `handler`
/// runs in this task for what comes through it (without an opening call: `opening` is empty).
Result<void> create_callback(Handle phone, abi::InterfaceId interface, uint64_t a2, uint64_t a3,
                             ConnectionHandler handler, void* data);
/// The server's side: takes the connect_to_me call that must come next, answers it, and owns the new phone.
Result<Handle> callback_receive();
/// The same when the call was already taken with get_call.
Result<Handle> callback_accept(Call& call);

/// Notifications of the kernel run `handler` in a fibril of their own, one after the other.
using NotificationHandler = void (*)(const abi::Message& message, void* data);
/// `source`: the system handle or a device handle. Errors: permission, exists.
Result<void> subscribe(Handle source, abi::Event event, NotificationHandler handler, void* data);

/// Serves for ever; main() of a server ends with it.
[[noreturn]] void run();

/// The call that the calling fibril is serving, for the trace; set by get_call, 0 outside connections.
uint32_t current_trace_id();

} // namespace async
