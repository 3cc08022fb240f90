// SPDX-License-Identifier: MIT
// The partner of the claims: a second task that does what it is asked, also what no server should do.
#pragma once

#include "fibrils/async/connection.hpp"
#include "fibrils/async/session.hpp"
#include "kernel/abi/interface.hpp"
#include "servers/loader/client.hpp"

#include <string_view>

namespace conformance {

inline constexpr abi::InterfaceId kPeerInterface = abi::interface_id("peer");

enum class PeerMethod : uint64_t {
    echo = abi::kFirstUserMethod, // answers its words
    hold,                         // not answered until `release`
    release,                      // answers every held call with a1 as result; answer: how many
    answer_twice,                 // answers; then tries again and keeps the error of the second try
    last_error,                   // answer: the kept error
    forward,                      // forwards to the phone that was made by `call_back`, as method a1
    forward_to_self,              // forwards for ever through a phone to itself
    call_back,                    // connect_to_me follows; then calls a1 times back with method echo
    read_from, // a data read follows: gives a1 bytes of the pattern, from address a2 if not 0
    write_to,  // a data write follows: takes a1 bytes to address a2 (0: own buffer); answer: sum of the bytes
    refuse_data, // a data call follows: answered with error a1
    share_out,   // an area comes; answer when mapped
    share_in,    // an area goes; a1 flags
    peek,        // answer: byte a1 of the shared area
    poke,        // writes a2 to byte a1 of the shared area and publishes it
    take_handle, // a delegate follows; then uses it: calls echo(a1) through it; answer: its result
    die,         // a1: see Death
    hang_ups,    // answer: connections that were hung up so far
};

enum class Death : uint64_t { exit = 1, unreachable, out_of_bounds, divide, stack, bad_call, loop };

/// Serves as peer until killed. Provides kPeerInterface.
int run_peer();

/// A peer task of its own for the time of a scope, and a phone to it.
class Peer {
  public:
    Peer() : Peer("peer") { phone_ = connect_again(); }
    ~Peer();
    Peer(const Peer&) = delete;

    abi::Handle phone() const { return phone_; }
    abi::TaskId task() const { return task_; }
    bool running() const { return phone_ != abi::kNoHandle; }
    /// Another connection to the same peer; the caller hangs up.
    abi::Handle connect_again();
    /// The task has ended by itself; how.
    loader::ExitStatus wait();
    abi::Error kill() { return loader::kill(task_, 9).error(); }

  protected:
    /// Starts the program with this argument.
    explicit Peer(std::string_view role);

  private:
    abi::TaskId task_ = 0;
    abi::Handle phone_ = abi::kNoHandle;
    bool collected_ = false;
};

/// Byte `at` of the pattern that transfers carry.
constexpr uint8_t pattern(uint64_t at) {
    return static_cast<uint8_t>(at * 31 + 7);
}

/// request() as one word: the first result, or the error.
abi::Error error_of(const abi::Result<async::Arguments>& result);

} // namespace conformance
