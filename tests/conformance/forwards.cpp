// SPDX-License-Identifier: MIT
#include "tests/conformance/case.hpp"
#include "tests/conformance/peer.hpp"

using namespace conformance;
using abi::Error;

namespace {

struct Served {
    uint64_t calls = 0;
    uint64_t last = 0;
    abi::TaskId sender = 0;
};

void serve_back(async::Connection&, async::Call, void* data) {
    auto& served = *static_cast<Served*>(data);
    for (async::Call call = async::get_call(); !call.hung_up(); call = async::get_call()) {
        ++served.calls;
        served.last = call.argument(1);
        served.sender = call.sender();
        call.answer_ok(call.argument(1), 77);
    }
}

/// Gives the peer a phone back to us.
Error connect_back(abi::Handle phone, Served& served, uint64_t calls) {
    async::Request request = async::send_words(phone, PeerMethod::call_back, calls);
    auto callback = async::create_callback(phone, kPeerInterface, 0, 0, serve_back, &served);
    async::Answer answer = request.wait();
    return callback.ok() ? answer.error : callback.error();
}

} // namespace

CLAIM(a_callback_connection_carries_calls_to_the_client) {
    Peer peer;
    Served served;
    EXPECT_ERROR(connect_back(peer.phone(), served, 5), Error::ok);
    EXPECT_NUMBER(served.calls, 5);
    EXPECT_NUMBER(served.sender, peer.task());
}

CLAIM(a_forwarded_call_reaches_the_third_party_and_its_answer_the_first) {
    Peer peer;
    Served served;
    EXPECT_ERROR(connect_back(peer.phone(), served, 0), Error::ok);
    auto result = async::request_words(peer.phone(), PeerMethod::forward, 1500, 2, 3);
    EXPECT_ERROR(result.error(), Error::ok);
    EXPECT(result.ok() && (*result)[0] == 1500 && (*result)[1] == 77);
    EXPECT_NUMBER(served.calls, 1);
}

CLAIM(a_user_call_cannot_be_forwarded_as_a_method_of_the_kernel) {
    Peer peer;
    Served served;
    EXPECT_ERROR(connect_back(peer.phone(), served, 0), Error::ok);
    EXPECT_ERROR(async::request_words(peer.phone(), PeerMethod::forward, 6, 0, 0).error(),
                 Error::forward_failed);
    EXPECT_NUMBER(served.calls, 0);
}

CLAIM(a_forward_that_fails_is_told_to_the_first_caller) {
    Peer peer;
    EXPECT_ERROR(async::request_words(peer.phone(), PeerMethod::forward, 1500).error(),
                 Error::forward_failed);
    EXPECT_ERROR(async::request_words(peer.phone(), PeerMethod::echo).error(), Error::ok);
}

CLAIM(a_forward_loop_ends) {
    Peer peer;
    EXPECT_ERROR(async::request_words(peer.phone(), PeerMethod::forward_to_self).error(),
                 Error::forward_failed);
    EXPECT_ERROR(async::request_words(peer.phone(), PeerMethod::echo).error(), Error::ok);
}
