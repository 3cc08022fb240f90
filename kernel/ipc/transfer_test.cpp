// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Error;
using abi::Message;
using abi::SystemMethod;

namespace {

class TransferTest : public ConversationTest {
  protected:
    static constexpr uint64_t kMemory = SimulatedMachine::kTaskMemory;
    static constexpr uint64_t kBuffer = 0x1000; // in the client
    static constexpr uint64_t kData = 0x2000;   // in the server

    int64_t read(uint64_t address, uint64_t size, uint64_t flags = 0) {
        return client_.send(phone_, SystemMethod::data_read, address, size, flags);
    }
    int64_t write(uint64_t address, uint64_t size, uint64_t flags = 0) {
        return client_.send(phone_, SystemMethod::data_write, address, size, flags);
    }
    /// The server answers ok with address and size; what its system call says.
    Error answer(uint64_t address, uint64_t size) {
        return error_of(server_.answer(receive_call(server_), Error::ok, address, size));
    }
    static std::string pattern(size_t size) {
        std::string bytes(size, 0);
        for (size_t at = 0; at < size; ++at)
            bytes[at] = static_cast<char>(at * 7 + at / 256);
        return bytes;
    }
};

TEST_F(TransferTest, data_read_brings_the_servers_bytes_to_the_client) {
    server_.store(kData, "hello");
    read(kBuffer, 100);
    EXPECT_EQ(answer(kData, 5), Error::ok);
    Message got = receive_answer(client_);
    EXPECT_OK(got);
    EXPECT_EQ(got.words[2], 5u);
    EXPECT_EQ(client_.load(kBuffer, 6), std::string("hello\0", 6));
}

TEST_F(TransferTest, data_write_brings_the_clients_bytes_to_the_server) {
    client_.store(kBuffer, "hello");
    write(kBuffer, 5);
    Message call = receive_call(server_);
    EXPECT_EQ(call.words[2], 5u);
    EXPECT_OK(server_.answer(call, Error::ok, kData, 5));
    EXPECT_OK(receive_answer(client_));
    EXPECT_EQ(server_.load(kData, 6), std::string("hello\0", 6));
}

TEST_F(TransferTest, nothing_moves_before_the_server_says_ok) {
    client_.store(kBuffer, "hello");
    write(kBuffer, 5);
    Message call = receive_call(server_);
    EXPECT_EQ(server_.load(kData, 5), std::string(5, '\0'));
    server_.answer(call, Error::refused, kData, 5);
    EXPECT_ERROR(receive_answer(client_), refused);
    EXPECT_EQ(server_.load(kData, 5), std::string(5, '\0'));
}

// minix-hurd-reliability 3.1 finding 3: the kernel keeps no copy of the data.
TEST_F(TransferTest, an_offered_write_costs_no_kernel_memory_for_its_data) {
    uint64_t before = kernel::kernel().heap.used();
    for (int number = 0; number < 64; ++number)
        write(0, abi::kMaxTransfer);
    EXPECT_EQ(kernel::kernel().heap.used() - before, 64 * Heap::block_size(sizeof(Call)));
}

// Attack B1.
TEST_F(TransferTest, sizes_at_the_limit_pass_and_the_next_is_refused) {
    for (uint64_t size : std::initializer_list<uint64_t>{uint64_t(0), uint64_t(1), abi::kMaxTransfer - 1,
                                                         abi::kMaxTransfer}) {
        std::string bytes = pattern(size);
        client_.store(kBuffer, bytes);
        write(kBuffer, size);
        EXPECT_EQ(answer(kData, size), Error::ok);
        EXPECT_OK(receive_answer(client_)) << size;
        EXPECT_EQ(server_.load(kData, size), bytes);
        read(kBuffer, size);
        EXPECT_EQ(answer(kData, size), Error::ok);
        EXPECT_OK(receive_answer(client_)) << size;
    }
    for (uint64_t size : std::initializer_list<uint64_t>{abi::kMaxTransfer + 1, 1ull << 31, (1ull << 32) - 1,
                                                         1ull << 32, 1ull << 63, ~0ull}) {
        read(kBuffer, size);
        EXPECT_ERROR(receive_answer(client_), limit) << size;
        write(kBuffer, size);
        EXPECT_ERROR(receive_answer(client_), limit) << size;
    }
    expect_nothing(server_);
}

TEST_F(TransferTest, a_larger_size_is_cut_when_the_caller_allows_it) {
    read(kBuffer, ~0ull, static_cast<uint64_t>(abi::TransferFlag::restrict_size));
    Message call = receive_call(server_);
    EXPECT_EQ(call.words[2], abi::kMaxTransfer);
    EXPECT_OK(server_.answer(call, Error::ok, kData, abi::kMaxTransfer));
    EXPECT_OK(receive_answer(client_));
}

TEST_F(TransferTest, a_buffer_outside_the_caller_is_refused_before_the_server_sees_it) {
    struct {
        uint64_t address, size;
    } const kRanges[] = {{kMemory, 1},    {kMemory - 1, 2}, {kMemory - 10, abi::kMaxTransfer},
                         {~0ull, 1},      {~0ull, 2},       {~0ull - 5, 10},
                         {1ull << 32, 1}, {1ull << 63, 0},  {kMemory + 1, 0}};
    for (const auto& range : kRanges) {
        read(range.address, range.size);
        EXPECT_ERROR(receive_answer(client_), bad_memory) << range.address;
        write(range.address, range.size);
        EXPECT_ERROR(receive_answer(client_), bad_memory) << range.address;
    }
    expect_nothing(server_);
}

TEST_F(TransferTest, the_last_byte_of_memory_can_be_transferred) {
    client_.store(kMemory - 1, "x");
    write(kMemory - 1, 1);
    EXPECT_EQ(answer(kMemory - 1, 1), Error::ok);
    EXPECT_EQ(server_.load(kMemory - 1, 1), "x");
}

TEST_F(TransferTest, an_address_outside_the_answerer_is_its_fault_and_the_caller_hears_bad_party) {
    for (uint64_t address :
         std::initializer_list<uint64_t>{kMemory, kMemory - 9, ~0ull, ~0ull - 4, 1ull << 32}) {
        read(kBuffer, 10);
        EXPECT_EQ(answer(address, 10), Error::bad_memory);
        EXPECT_ERROR(receive_answer(client_), bad_party);
        write(kBuffer, 10);
        EXPECT_EQ(answer(address, 10), Error::bad_memory);
        EXPECT_ERROR(receive_answer(client_), bad_party);
    }
    EXPECT_EQ(client_.load(kBuffer, 10), std::string(10, '\0'));
}

// Attack B2.
TEST_F(TransferTest, more_bytes_than_asked_for_are_refused_on_both_sides) {
    server_.store(kData, pattern(200));
    for (uint64_t size : std::initializer_list<uint64_t>{uint64_t(11), uint64_t(200), ~0ull}) {
        read(kBuffer, 10);
        EXPECT_EQ(answer(kData, size), Error::limit);
        EXPECT_ERROR(receive_answer(client_), limit);
        write(kBuffer, 10);
        EXPECT_EQ(answer(kData, size), Error::limit);
        EXPECT_ERROR(receive_answer(client_), limit);
    }
    EXPECT_EQ(client_.load(kBuffer, 200), std::string(200, '\0'));
}

TEST_F(TransferTest, fewer_bytes_than_asked_for_are_fine) {
    server_.store(kData, "abc");
    read(kBuffer, 10);
    EXPECT_EQ(answer(kData, 2), Error::ok);
    EXPECT_EQ(client_.load(kBuffer, 3), std::string("ab\0", 3));
}

TEST_F(TransferTest, the_answerer_cannot_change_where_the_bytes_go) {
    server_.store(kData, "abc");
    client_.send(phone_, SystemMethod::data_read, kBuffer, 3);
    Message call = receive_call(server_);
    server_.ipc_answer(call.call, 0u, kData, 3u, kBuffer + 100, kBuffer + 100, kBuffer + 100);
    EXPECT_EQ(client_.load(kBuffer, 3), "abc");
    EXPECT_EQ(client_.load(kBuffer + 100, 3), std::string(3, '\0'));
}

// Attack B3.
TEST_F(TransferTest, no_byte_outside_the_agreed_buffer_changes) {
    std::string guard(kMemory, 'G');
    client_.store(0, guard);
    server_.store(0, std::string(kMemory, 'S'));
    read(0x11000, 1000);
    answer(0x300, 1000);
    std::string expected = guard;
    expected.replace(0x11000, 1000, std::string(1000, 'S'));
    EXPECT_EQ(client_.load(0, kMemory), expected);
    EXPECT_EQ(server_.load(0, kMemory), std::string(kMemory, 'S'));
}

TEST_F(TransferTest, a_client_that_died_gets_no_bytes_and_the_server_learns_it) {
    for (SystemMethod method : {SystemMethod::data_read, SystemMethod::data_write}) {
        TestTask client = spawn("mortal");
        abi::Handle phone = connect(client, server_);
        client.send(phone, method, kBuffer, 10);
        Message call = receive_call(server_);
        client.kill();
        TestTask heir = spawn("heir"); // in the same slot
        server_.store(kData, "0123456789");
        EXPECT_ERROR(server_.answer(call, Error::ok, kData, 10), hung_up);
        EXPECT_EQ(heir.load(kBuffer, 10), std::string(10, '\0'));
        heir.kill();
        receive_call(server_); // the hang-up
    }
}

TEST_F(TransferTest, a_server_that_dies_in_the_middle_moves_nothing) {
    client_.store(kBuffer, "0123456789");
    read(kBuffer, 10);
    receive_call(server_);
    server_.kill();
    EXPECT_ERROR(receive_answer(client_), hung_up);
    EXPECT_EQ(client_.load(kBuffer, 10), "0123456789");
}

TEST_F(TransferTest, both_may_die_in_the_middle) {
    read(kBuffer, 10);
    receive_call(server_);
    client_.kill();
    server_.kill();
    EXPECT_CONSISTENT();
}

TEST_F(TransferTest, a_forwarded_read_is_served_by_the_last_server) {
    TestTask store = spawn("store");
    abi::Handle onward = connect(server_, store, 9);
    store.store(kData, "deep");
    read(kBuffer, 100);
    server_.forward(receive_call(server_), onward, 0, 0, 0, 0, abi::ForwardMode::route_from_me);
    EXPECT_OK(store.answer(receive_call(store), Error::ok, kData, 4));
    EXPECT_EQ(receive_answer(client_).words[2], 4u);
    EXPECT_EQ(client_.load(kBuffer, 4), "deep");
}

TEST_F(TransferTest, a_task_may_transfer_to_itself_with_overlap) {
    abi::Handle self = connect(client_, client_);
    client_.store(0x100, "abcdef");
    client_.send(self, SystemMethod::data_write, 0x100, 6);
    EXPECT_OK(client_.answer(receive_call(client_), Error::ok, 0x102, 6));
    EXPECT_EQ(client_.load(0x102, 6), "abcdef");
}

} // namespace
