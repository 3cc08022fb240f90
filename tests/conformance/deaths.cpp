// SPDX-License-Identifier: MIT
#include "servers/naming/client.hpp"
#include "tests/conformance/case.hpp"
#include "tests/conformance/peer.hpp"

using namespace conformance;
using abi::Error;
using abi::FaultKind;

namespace {

void dies(Death death, FaultKind fault) {
    Peer peer;
    abi::Handle other = peer.connect_again();
    async::Request held = async::send_words(other, PeerMethod::hold);
    EXPECT_ERROR(async::request_words(peer.phone(), PeerMethod::die, death).error(), Error::hung_up);
    EXPECT_ERROR(held.wait().error, Error::hung_up);
    EXPECT_ERROR(async::request_words(peer.phone(), PeerMethod::echo).error(), Error::hung_up);
    loader::ExitStatus status = peer.wait();
    EXPECT(status.faulted == (fault != FaultKind::none));
    EXPECT_NUMBER(uint64_t(status.fault), uint64_t(fault));
    async::hang_up(other);
    EXPECT_ERROR(naming::connect(kPeerInterface, false).error(), Error::no_entry);
}

} // namespace

CLAIM(an_exit_in_mid_call_answers_hung_up) {
    dies(Death::exit, FaultKind::none);
}
CLAIM(an_abort_in_mid_call_answers_hung_up) {
    dies(Death::unreachable, FaultKind::unreachable);
}
CLAIM(a_stray_pointer_in_mid_call_answers_hung_up) {
    dies(Death::out_of_bounds, FaultKind::out_of_bounds);
}
CLAIM(a_division_by_zero_in_mid_call_answers_hung_up) {
    dies(Death::divide, FaultKind::divide);
}
CLAIM(a_stack_overflow_in_mid_call_answers_hung_up) {
    dies(Death::stack, FaultKind::stack_overflow);
}
CLAIM(a_bad_function_pointer_in_mid_call_answers_hung_up) {
    dies(Death::bad_call, FaultKind::bad_call);
}
CLAIM(an_endless_loop_in_mid_call_answers_hung_up) {
    dies(Death::loop, FaultKind::runaway);
}

CLAIM(a_killed_server_answers_hung_up_to_everybody) {
    Peer peer;
    async::Request held = async::send_words(peer.phone(), PeerMethod::hold);
    EXPECT_ERROR(async::request_words(peer.phone(), PeerMethod::echo).error(), Error::ok);
    EXPECT_ERROR(peer.kill(), Error::ok);
    EXPECT_ERROR(held.wait().error, Error::hung_up);
    loader::ExitStatus status = peer.wait();
    EXPECT(status.killed && status.signal == 9);
}

CLAIM(a_new_provider_takes_the_place_of_a_dead_one) {
    {
        Peer peer;
        (void)peer.kill();
        (void)peer.wait();
    }
    Peer next;
    auto result = async::request_words(next.phone(), PeerMethod::echo, 8);
    EXPECT(result.ok() && (*result)[0] == 8);
}

CLAIM(a_hang_up_reaches_the_server) {
    Peer peer;
    async::hang_up(peer.connect_again());
    async::hang_up(peer.connect_again());
    for (int round = 0; round < 3; ++round)
        fibril::yield();
    auto result = async::request_words(peer.phone(), PeerMethod::hang_ups);
    EXPECT(result.ok() && (*result)[0] == 2);
}

CLAIM(a_hundred_peers_live_and_die_without_a_trace) {
    for (int round = 0; round < 100; ++round) {
        Peer peer;
        EXPECT_ERROR(async::request_words(peer.phone(), PeerMethod::echo).error(), Error::ok);
    }
}
