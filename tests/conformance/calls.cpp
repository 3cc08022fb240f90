// SPDX-License-Identifier: MIT
#include "tests/conformance/case.hpp"
#include "tests/conformance/peer.hpp"

#include <vector>

using namespace conformance;
using abi::Error;

CLAIM(words_of_64_bits_arrive_and_come_back) {
    Peer peer;
    const async::Arguments words{1, ~uint64_t(0), 0x8000000000000000, 0x123456789abcdef0, 42};
    auto result = async::request(peer.phone(), uint64_t(PeerMethod::echo), words);
    EXPECT_ERROR(result.error(), Error::ok);
    EXPECT(result.ok() && *result == words);
}

CLAIM(an_unknown_method_is_refused_by_the_server) {
    Peer peer;
    EXPECT_ERROR(async::request_words(peer.phone(), 5000).error(), Error::not_supported);
}

CLAIM(methods_of_the_kernel_cannot_be_sent_or_invented) {
    Peer peer;
    for (uint64_t method : {uint64_t(0), uint64_t(3), uint64_t(77), uint64_t(1023)})
        EXPECT_ERROR(async::request_words(peer.phone(), method).error(), Error::not_supported);
    auto result = async::request_words(peer.phone(), PeerMethod::hang_ups);
    EXPECT(result.ok() && (*result)[0] == 0);
}

CLAIM(the_65th_call_of_a_phone_is_refused_and_its_waiter_told) {
    Peer peer;
    abi::Handle other = peer.connect_again();
    std::vector<async::Request> requests;
    for (uint32_t number = 0; number < abi::kMaxActiveCalls; ++number)
        requests.push_back(async::send_words(peer.phone(), PeerMethod::hold));
    EXPECT_ERROR(async::request_words(peer.phone(), PeerMethod::echo).error(), Error::limit);
    auto released = async::request_words(other, PeerMethod::release, 9);
    EXPECT(released.ok() && (*released)[0] == abi::kMaxActiveCalls);
    for (async::Request& request : requests) {
        async::Answer answer = request.wait();
        EXPECT_ERROR(answer.error, Error::ok);
        EXPECT_NUMBER(answer.words[0], 9);
    }
    EXPECT_ERROR(async::request_words(peer.phone(), PeerMethod::echo).error(), Error::ok);
    async::hang_up(other);
}

CLAIM(a_timeout_leaves_the_answer_to_be_waited_for) {
    Peer peer;
    abi::Handle other = peer.connect_again();
    async::Request request = async::send_words(peer.phone(), PeerMethod::hold);
    EXPECT_ERROR(request.wait_until(fibril::now() + 2000).error(), Error::timeout);
    EXPECT(!request.done());
    (void)async::request_words(other, PeerMethod::release, 3);
    async::Answer answer = request.wait();
    EXPECT_NUMBER(answer.words[0], 3);
    async::hang_up(other);
}

CLAIM(forgotten_answers_disturb_nobody) {
    Peer peer;
    abi::Handle other = peer.connect_again();
    for (int round = 0; round < 200; ++round) {
        for (int number = 0; number < 10; ++number)
            async::send_words(peer.phone(), PeerMethod::hold).forget();
        (void)async::request_words(other, PeerMethod::release, 1);
    }
    auto result = async::request_words(peer.phone(), PeerMethod::echo, 5);
    EXPECT(result.ok() && (*result)[0] == 5);
    async::hang_up(other);
}

CLAIM(a_call_is_answered_exactly_once) {
    Peer peer;
    auto result = async::request_words(peer.phone(), PeerMethod::answer_twice);
    EXPECT(result.ok() && (*result)[0] == 1);
    auto kept = async::request_words(peer.phone(), PeerMethod::last_error);
    EXPECT(kept.ok() && (*kept)[0] == uint64_t(Error::no_entry));
}
