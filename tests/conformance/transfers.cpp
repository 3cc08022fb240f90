// SPDX-License-Identifier: MIT
#include "fibrils/async/transfer.hpp"
#include "tests/conformance/case.hpp"
#include "tests/conformance/peer.hpp"

#include <cstring>

using namespace conformance;
using abi::Error;

namespace {

constexpr size_t kGuard = 64;
uint8_t memory[kGuard + abi::kMaxTransfer + 1 + kGuard];
uint8_t* const middle = memory + kGuard;

struct Both {
    Error data;
    Error call;
    uint64_t result;
    size_t size;
};

Both read(abi::Handle phone, void* buffer, size_t wanted, uint64_t given, uint64_t source = 0) {
    async::Request request = async::send_words(phone, PeerMethod::read_from, given, source);
    auto data = async::data_read_start(phone, buffer, wanted);
    async::Answer answer = request.wait();
    return {data.error(), answer.error, answer.words[0], data.ok() ? *data : 0};
}

Both write(abi::Handle phone, const void* buffer, size_t offered, uint64_t taken, uint64_t destination = 0) {
    async::Request request = async::send_words(phone, PeerMethod::write_to, taken, destination);
    auto data = async::data_write_start(phone, buffer, offered);
    async::Answer answer = request.wait();
    return {data.error(), answer.error, answer.words[0], data.ok() ? *data : 0};
}

bool guards_are_whole() {
    for (size_t at = 0; at < kGuard; ++at)
        if (memory[at] != 0xaa || memory[sizeof(memory) - 1 - at] != 0xaa)
            return false;
    return true;
}

} // namespace

CLAIM(reads_of_every_size_bring_exactly_their_bytes) {
    Peer peer;
    for (size_t size :
         {size_t(0), size_t(1), size_t(4095), size_t(abi::kMaxTransfer - 1), size_t(abi::kMaxTransfer)}) {
        std::memset(memory, 0xaa, sizeof(memory));
        Both both = read(peer.phone(), middle, size, size);
        EXPECT_ERROR(both.data, Error::ok);
        EXPECT_ERROR(both.call, Error::ok);
        EXPECT_NUMBER(both.size, size);
        bool right = true;
        for (size_t at = 0; at < size; ++at)
            right &= middle[at] == pattern(at);
        EXPECT(right);
        EXPECT(middle[size] == 0xaa);
        EXPECT(guards_are_whole());
    }
}

CLAIM(writes_of_every_size_bring_exactly_their_bytes) {
    Peer peer;
    for (size_t size : {size_t(0), size_t(1), size_t(4097), size_t(abi::kMaxTransfer)}) {
        uint64_t sum = 0;
        for (size_t at = 0; at < size; ++at)
            sum += middle[at] = pattern(at);
        Both both = write(peer.phone(), middle, size, size);
        EXPECT_ERROR(both.call, Error::ok);
        EXPECT_NUMBER(both.result, sum);
    }
}

CLAIM(the_receiver_may_take_less) {
    Peer peer;
    Both both = write(peer.phone(), middle, 100, 60);
    EXPECT_ERROR(both.data, Error::ok);
    EXPECT_NUMBER(both.size, 60);
}

CLAIM(an_answer_longer_than_asked_is_refused) {
    Peer peer;
    std::memset(memory, 0xaa, sizeof(memory));
    Both both = read(peer.phone(), middle, 100, 101);
    EXPECT(both.data == Error::ok ? both.size <= 100 : both.data == Error::limit);
    EXPECT(middle[100] == 0xaa);
}

CLAIM(a_transfer_above_the_limit_is_refused_before_the_server_works) {
    Peer peer;
    async::Request request = async::data_read_send(peer.phone(), middle, abi::kMaxTransfer + 1);
    EXPECT_ERROR(request.wait().error, Error::limit);
    EXPECT_ERROR(async::request_words(peer.phone(), PeerMethod::echo).error(), Error::ok);
}

CLAIM(addresses_outside_the_caller_are_refused) {
    Peer peer;
    for (uint64_t address : {uint64_t(0xfffffff0), uint64_t(1) << 32, ~uint64_t(0) - 8}) {
        auto result = async::request_words(peer.phone(), abi::SystemMethod::data_read, address, 4096);
        EXPECT_ERROR(result.error(), Error::bad_memory);
    }
    EXPECT_ERROR(async::request_words(peer.phone(), PeerMethod::echo).error(), Error::ok);
}

CLAIM(addresses_outside_the_server_are_its_own_fault) {
    Peer peer;
    Both both = read(peer.phone(), middle, 64, 64, 0xfffffff0);
    EXPECT_ERROR(both.data, Error::bad_party);
    EXPECT_ERROR(both.call, Error::bad_memory);
    both = write(peer.phone(), middle, 64, 64, 0xfffffff0);
    EXPECT_ERROR(both.data, Error::bad_party);
    EXPECT_ERROR(both.call, Error::bad_memory);
}

CLAIM(a_server_may_refuse_data) {
    Peer peer;
    async::Request request = async::send_words(peer.phone(), PeerMethod::refuse_data, Error::no_space);
    EXPECT_ERROR(async::data_write_start(peer.phone(), middle, 10).error(), Error::no_space);
    EXPECT_ERROR(request.wait().error, Error::ok);
}
