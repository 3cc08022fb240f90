// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Error;
using abi::Message;
using abi::SystemMethod;

namespace {

constexpr uint64_t kRead = static_cast<uint64_t>(abi::AreaFlag::read);
constexpr uint64_t kBoth = kRead | static_cast<uint64_t>(abi::AreaFlag::write);

class ShareTest : public ConversationTest {
  protected:
    static constexpr uint64_t kHere = 0x1000;  // in the client
    static constexpr uint64_t kThere = 0x5000; // in the server
    static constexpr uint64_t kSize = 4096;

    /// The client shares [kHere, kHere + kSize) with the server, at kThere.
    void share_out(uint64_t flags = kBoth) {
        ASSERT_OK(client_.area_create(kHere, kSize, kBoth));
        client_.send(phone_, SystemMethod::share_out, kHere, 0, flags);
        ASSERT_OK(server_.answer(receive_call(server_), Error::ok, kThere));
        ASSERT_OK(receive_answer(client_));
    }
};

TEST_F(ShareTest, share_out_brings_the_contents_and_the_size) {
    client_.store(kHere, "picture");
    client_.area_create(kHere, kSize, kBoth);
    client_.send(phone_, SystemMethod::share_out, kHere, 0, kBoth);
    Message call = receive_call(server_);
    EXPECT_EQ(call.words[2], kSize);
    EXPECT_OK(server_.answer(call, Error::ok, kThere));
    EXPECT_OK(receive_answer(client_));
    EXPECT_EQ(server_.load(kThere, 7), "picture");
}

TEST_F(ShareTest, on_common_pages_publishing_moves_nothing) {
    machine().common_memory = true;
    share_out();
    std::string before = server_.load(kThere, kSize);
    client_.store(kHere, "fresh");
    EXPECT_OK(client_.area_publish(kHere, 0u, 5u));
    EXPECT_EQ(server_.load(kThere, kSize),
              before); // the machine shows them the same bytes; this one only says so
    EXPECT_EQ(machine().shared.size(), 1u);
}

TEST_F(ShareTest, who_leaves_common_pages_gets_its_own_and_who_dies_needs_none) {
    machine().common_memory = true;
    share_out();
    EXPECT_OK(server_.area_destroy(kThere));
    EXPECT_EQ(machine().unshared, std::vector<uint32_t>{server_.task().slot});
    client_.kill();
    EXPECT_EQ(machine().unshared.size(), 1u);
}

TEST_F(ShareTest, publishing_carries_a_range_to_the_others_and_no_byte_more) {
    share_out();
    client_.store(kHere, std::string(kSize, 'x'));
    EXPECT_OK(client_.area_publish(kHere, 10u, 5u));
    EXPECT_EQ(server_.load(kThere + 9, 7), std::string("\0xxxxx\0", 7));
    server_.store(kThere + 20, "back");
    EXPECT_OK(server_.area_publish(kThere, 20u, 4u));
    EXPECT_EQ(client_.load(kHere + 20, 4), "back");
}

TEST_F(ShareTest, publishing_reaches_every_sharer) {
    share_out();
    TestTask third = spawn("third");
    abi::Handle phone = connect(server_, third);
    server_.send(phone, SystemMethod::share_out, kThere, 0, kRead);
    third.answer(receive_call(third), Error::ok, 0x9000);
    client_.store(kHere, "news");
    client_.area_publish(kHere, 0u, 4u);
    EXPECT_EQ(server_.load(kThere, 4), "news");
    EXPECT_EQ(third.load(0x9000, 4), "news");
}

TEST_F(ShareTest, a_reader_cannot_publish) {
    share_out(kRead);
    EXPECT_ERROR(server_.area_publish(kThere, 0u, 4u), permission);
}

TEST_F(ShareTest, publishing_outside_the_area_is_refused) {
    share_out();
    EXPECT_ERROR(client_.area_publish(kHere, kSize, 1u), invalid);
    EXPECT_ERROR(client_.area_publish(kHere, kSize + 1, 0u), invalid);
    EXPECT_ERROR(client_.area_publish(kHere, 1u, ~0ull), invalid);
    EXPECT_ERROR(client_.area_publish(kHere + 1, 0u, 1u), no_entry);
    EXPECT_OK(client_.area_publish(kHere, kSize, 0u));
}

// Attack A10, B5.
TEST_F(ShareTest, rights_only_shrink_on_the_way) {
    share_out(kRead);
    TestTask third = spawn("third");
    abi::Handle phone = connect(server_, third);
    server_.send(phone, SystemMethod::share_out, kThere, 0, kBoth);
    EXPECT_ERROR(receive_answer(server_), permission);
    expect_nothing(third);
}

TEST_F(ShareTest, share_in_takes_an_area_of_the_server) {
    server_.store(kThere, "pixels");
    server_.area_create(kThere, kSize, kBoth);
    client_.send(phone_, SystemMethod::share_in, kSize, kHere);
    EXPECT_OK(server_.answer(receive_call(server_), Error::ok, kThere, kRead));
    EXPECT_OK(receive_answer(client_));
    EXPECT_EQ(client_.load(kHere, 6), "pixels");
    EXPECT_ERROR(client_.area_publish(kHere, 0u, 1u), permission);
}

TEST_F(ShareTest, share_in_refuses_a_wrong_size_more_rights_and_no_area) {
    server_.area_create(kThere, kSize, kRead);
    struct {
        uint64_t size, base, flags;
        Error server, client;
    } const kCases[] = {{kSize - 1, kThere, kRead, Error::limit, Error::limit},
                        {kSize + 1, kThere, kRead, Error::limit, Error::limit},
                        {kSize, kThere, kBoth, Error::permission, Error::bad_party},
                        {kSize, kThere + 1, kRead, Error::no_entry, Error::bad_party},
                        {kSize, ~0ull, kRead, Error::no_entry, Error::bad_party}};
    for (const auto& tried : kCases) {
        client_.send(phone_, SystemMethod::share_in, tried.size, kHere);
        EXPECT_EQ(error_of(server_.answer(receive_call(server_), Error::ok, tried.base, tried.flags)),
                  tried.server);
        EXPECT_EQ(error_of(receive_answer(client_)), tried.client);
    }
    EXPECT_EQ(client_.task().areas.size(), 0u);
    client_.send(phone_, SystemMethod::share_in, 0, kHere);
    EXPECT_ERROR(receive_answer(client_), invalid);
}

TEST_F(ShareTest, a_place_that_does_not_fit_is_the_fault_of_whoever_chose_it) {
    client_.area_create(kHere, kSize, kBoth);
    server_.area_create(kThere, kSize, kBoth);
    struct {
        uint64_t base;
        Error error;
    } const kPlaces[] = {{kThere, Error::exists},
                         {kThere + kSize - 1, Error::exists},
                         {SimulatedMachine::kTaskMemory - kSize + 1, Error::bad_memory},
                         {~0ull - 10, Error::bad_memory}};
    for (const auto& place : kPlaces) {
        client_.send(phone_, SystemMethod::share_out, kHere, 0, kBoth);
        EXPECT_EQ(error_of(server_.answer(receive_call(server_), Error::ok, place.base)), place.error);
        EXPECT_ERROR(receive_answer(client_), bad_party);
    }
    for (uint64_t base : {kHere, ~uint64_t(0)}) {
        client_.send(phone_, SystemMethod::share_in, kSize, base);
        EXPECT_ERROR(server_.answer(receive_call(server_), Error::ok, kThere, kBoth), bad_party);
        EXPECT_NE(error_of(receive_answer(client_)), Error::ok);
    }
    EXPECT_EQ(server_.task().areas.size(), 1u);
}

TEST_F(ShareTest, an_area_that_is_destroyed_before_the_answer_is_not_shared) {
    client_.area_create(kHere, kSize, kBoth);
    client_.send(phone_, SystemMethod::share_out, kHere, 0, kBoth);
    Message call = receive_call(server_);
    client_.area_destroy(kHere);
    EXPECT_ERROR(server_.answer(call, Error::ok, kThere), bad_party);
    EXPECT_ERROR(receive_answer(client_), no_entry);
    EXPECT_EQ(server_.task().areas.size(), 0u);
}

TEST_F(ShareTest, what_is_no_area_cannot_be_shared_out) {
    client_.send(phone_, SystemMethod::share_out, kHere, 0, kRead);
    EXPECT_ERROR(receive_answer(client_), no_entry);
}

TEST_F(ShareTest, the_others_keep_their_copy_when_one_sharer_dies) {
    share_out();
    client_.kill();
    EXPECT_EQ(server_.task().areas.size(), 1u);
    EXPECT_CONSISTENT(); // the bill has moved
    server_.store(kThere, "alone");
    EXPECT_OK(server_.area_publish(kThere, 0u, 5u));
}

TEST_F(ShareTest, a_sharer_that_leaves_hears_nothing_more) {
    share_out();
    server_.area_destroy(kThere);
    client_.store(kHere, "secret");
    client_.area_publish(kHere, 0u, 6u);
    EXPECT_EQ(server_.load(kThere, 6), std::string(6, '\0'));
}

TEST_F(ShareTest, a_task_can_share_with_itself_but_not_onto_itself) {
    abi::Handle self = connect(client_, client_);
    client_.area_create(kHere, kSize, kBoth);
    for (uint64_t base : {kHere, kHere + 1, kHere + kSize - 1}) {
        client_.send(self, SystemMethod::share_out, kHere, 0, kBoth);
        EXPECT_ERROR(client_.answer(receive_call(client_), Error::ok, base), exists);
        receive_answer(client_);
    }
    client_.send(self, SystemMethod::share_out, kHere, 0, kBoth);
    EXPECT_OK(client_.answer(receive_call(client_), Error::ok, kHere + kSize));
    client_.store(kHere, "twin");
    client_.area_publish(kHere, 0u, 4u);
    EXPECT_EQ(client_.load(kHere + kSize, 4), "twin");
}

TEST_F(ShareTest, a_sender_that_died_shares_nothing) {
    client_.area_create(kHere, kSize, kBoth);
    client_.send(phone_, SystemMethod::share_out, kHere, 0, kBoth);
    Message call = receive_call(server_);
    client_.kill();
    EXPECT_ERROR(server_.answer(call, Error::ok, kThere), hung_up);
    EXPECT_EQ(server_.task().areas.size(), 0u);
}

} // namespace
