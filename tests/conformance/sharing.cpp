// SPDX-License-Identifier: MIT
#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/transfer.hpp"
#include "tests/conformance/case.hpp"
#include "tests/conformance/peer.hpp"

#include <cstring>

using namespace conformance;
using abi::Error;

namespace {

constexpr size_t kArea = 8192;
alignas(16) uint8_t area[kArea];
const uint64_t kBase = reinterpret_cast<uintptr_t>(area);

/// Our area for the time of a scope.
struct OwnArea {
    explicit OwnArea(uint64_t flags) { EXPECT_NUMBER(sys_area_create(kBase, kArea, flags), 0); }
    ~OwnArea() { sys_area_destroy(kBase); }
};

Error give_area(abi::Handle phone, uint64_t flags) {
    async::Request request = async::send_words(phone, PeerMethod::share_out);
    auto shared = async::share_out_start(phone, area, flags);
    async::Answer answer = request.wait();
    return shared.ok() ? answer.error : shared.error();
}

uint64_t peek(abi::Handle phone, uint64_t at) {
    auto result = async::request_words(phone, PeerMethod::peek, at);
    return result.ok() ? (*result)[0] : 999;
}

} // namespace

CLAIM(an_area_given_away_shows_what_is_published) {
    Peer peer;
    std::memset(area, 1, kArea);
    OwnArea own(3);
    EXPECT_ERROR(give_area(peer.phone(), 3), Error::ok);
    EXPECT_NUMBER(peek(peer.phone(), 8191), 1);
    area[100] = 42;
    EXPECT_NUMBER(sys_area_publish(kBase, 100, 1), 0);
    EXPECT_NUMBER(peek(peer.phone(), 100), 42);
    EXPECT_ERROR(async::request_words(peer.phone(), PeerMethod::poke, 200, 43).error(), Error::ok);
    EXPECT_NUMBER(area[200], 43);
}

CLAIM(a_reader_of_an_area_cannot_publish) {
    Peer peer;
    OwnArea own(3);
    EXPECT_ERROR(give_area(peer.phone(), 1), Error::ok);
    EXPECT_ERROR(async::request_words(peer.phone(), PeerMethod::poke, 10, 1).error(), Error::permission);
}

CLAIM(rights_of_an_area_do_not_grow) {
    Peer peer;
    OwnArea own(1);
    async::Request request = async::send_words(peer.phone(), PeerMethod::share_out);
    EXPECT_ERROR(async::share_out_start(peer.phone(), area, 3).error(), Error::permission);
    request.forget();
}

CLAIM(an_area_asked_for_has_exactly_the_size_that_was_asked) {
    Peer peer;
    std::memset(area, 0, kArea);
    EXPECT_ERROR(async::request_words(peer.phone(), PeerMethod::poke, 5, 9).error(), Error::no_entry);
    async::Request request = async::send_words(peer.phone(), PeerMethod::share_in, 1);
    auto flags = async::share_in_start(peer.phone(), area, kArea);
    EXPECT_ERROR(request.wait().error, Error::ok);
    EXPECT(flags.ok() && *flags == 1);
    EXPECT_NUMBER(area[5], 9);
    EXPECT_ERROR(async::request_words(peer.phone(), PeerMethod::poke, 6, 8).error(), Error::ok);
    EXPECT_NUMBER(area[6], 8);
    sys_area_destroy(kBase);
}

CLAIM(areas_outside_the_task_or_on_top_of_another_are_refused) {
    OwnArea own(3);
    EXPECT(sys_area_create(kBase + 10, 10, 3) == -int64_t(Error::exists));
    EXPECT(sys_area_create(kBase, 0, 3) == -int64_t(Error::invalid));
    EXPECT(sys_area_create(0xfffffff0, 4096, 3) == -int64_t(Error::bad_memory));
    EXPECT(sys_area_publish(kBase, kArea, 1) == -int64_t(Error::invalid));
    EXPECT(sys_area_publish(kBase + 1, 0, 1) == -int64_t(Error::no_entry));
}

CLAIM(a_delegated_phone_moves_and_works_in_its_new_home) {
    Peer peer;
    abi::Handle second = peer.connect_again();
    async::Request request = async::send_words(peer.phone(), PeerMethod::take_handle, 314);
    EXPECT_ERROR(async::delegate_start(peer.phone(), second).error(), Error::ok);
    async::Answer answer = request.wait();
    EXPECT_ERROR(answer.error, Error::ok);
    EXPECT_NUMBER(answer.words[0], 314);
    EXPECT_ERROR(async::request_words(second, PeerMethod::echo).error(), Error::no_entry);
}

CLAIM(what_is_not_ours_cannot_be_delegated) {
    Peer peer;
    for (abi::Handle handle : {abi::Handle(0), abi::Handle(4000), abi::Handle(0x80000001)}) {
        async::Request request = async::send_words(peer.phone(), PeerMethod::refuse_data, Error::refused);
        EXPECT_ERROR(async::delegate_start(peer.phone(), handle).error(), Error::no_entry);
        (void)async::request_words(peer.phone(), PeerMethod::echo);
        EXPECT_ERROR(request.wait().error, Error::ok);
    }
}
