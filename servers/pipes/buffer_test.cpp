// SPDX-License-Identifier: MIT
#include "servers/pipes/buffer.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

namespace pipes {
namespace {

void put(Buffer& buffer, const std::string& text) {
    const auto room = buffer.reserve(text.size());
    ASSERT_EQ(room.size(), text.size());
    memcpy(room.data(), text.data(), text.size());
    buffer.produce(text.size());
}

std::string take(Buffer& buffer, size_t size) {
    const auto contents = buffer.contents().subspan(0, size);
    std::string text(contents.begin(), contents.end());
    buffer.consume(size);
    return text;
}

TEST(PipeBuffer, gives_bytes_in_the_order_in_which_they_came) {
    Buffer buffer;
    put(buffer, "abc");
    put(buffer, "def");
    EXPECT_EQ(take(buffer, 4), "abcd");
    put(buffer, "g");
    EXPECT_EQ(take(buffer, 3), "efg");
    EXPECT_EQ(buffer.size(), 0u);
    EXPECT_EQ(buffer.room(), kCapacity);
}

TEST(PipeBuffer, keeps_contents_and_room_in_one_piece) {
    Buffer buffer;
    put(buffer, std::string(kCapacity, 'x'));
    EXPECT_EQ(buffer.room(), 0u);
    take(buffer, kCapacity - 3);
    put(buffer, std::string(kCapacity - 3, 'y'));
    EXPECT_EQ(buffer.room(), 0u);
    EXPECT_EQ(buffer.contents().size(), kCapacity);
    EXPECT_EQ(take(buffer, 4), "xxxy");
}

TEST(PipeBuffer, forgets_what_was_reserved_and_not_produced) {
    Buffer buffer;
    buffer.reserve(10);
    EXPECT_EQ(buffer.size(), 0u);
    put(buffer, "z");
    EXPECT_EQ(take(buffer, 1), "z");
}

} // namespace
} // namespace pipes
