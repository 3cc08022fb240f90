// SPDX-License-Identifier: MIT
#include "servers/usb/descriptor.hpp"

#include "servers/usb/simulated_controller.hpp"

#include <gtest/gtest.h>

#include <random>

namespace usb {
namespace {

std::optional<KeyboardInterface> find(const std::vector<uint8_t>& bytes) {
    return find_keyboard(bytes.data(), bytes.size());
}

TEST(Descriptor, finds_a_boot_keyboard) {
    const auto keyboard = find(keyboard_configuration());
    ASSERT_TRUE(keyboard);
    EXPECT_EQ(keyboard->configuration, 1);
    EXPECT_EQ(keyboard->interface, 0);
    EXPECT_EQ(keyboard->endpoint, 1);
    EXPECT_EQ(keyboard->packet, 8);
    EXPECT_EQ(keyboard->interval, 10);
}

TEST(Descriptor, finds_it_behind_a_mouse) {
    std::vector<uint8_t> bytes = {9, 2, 57, 0, 2,    3, 0, 0xa0, 50, 9, 4, 0,    0, 1,  3, 1,
                                  2, 0, 7,  5, 0x81, 3, 4, 0,    10, 9, 4, 1,    0, 2,  3, 1,
                                  1, 0, 7,  5, 0x02, 3, 8, 0,    1,  7, 5, 0x83, 3, 16, 0, 4};
    const auto keyboard = find(bytes);
    ASSERT_TRUE(keyboard);
    EXPECT_EQ(keyboard->configuration, 3);
    EXPECT_EQ(keyboard->interface, 1);
    EXPECT_EQ(keyboard->endpoint, 3);
    EXPECT_EQ(keyboard->packet, 16);
}

TEST(Descriptor, that_is_cut_or_contradicts_itself_has_none) {
    const auto whole = keyboard_configuration();
    for (size_t size = 0; size < whole.size(); size++)
        EXPECT_FALSE(find({whole.begin(), whole.begin() + long(size)})) << size;
    for (const size_t at : {size_t(0), size_t(9), size_t(18), size_t(27)}) {
        auto bytes = whole;
        bytes[at] = 0;
        EXPECT_FALSE(find(bytes)) << "a descriptor of no size at " << at;
    }
    auto bytes = whole;
    bytes[31] = 0;
    EXPECT_FALSE(find(bytes)) << "packets of no bytes";
}

TEST(Descriptor, survives_any_bytes) {
    std::mt19937 random(1);
    for (int i = 0; i < 100000; i++) {
        auto bytes = keyboard_configuration();
        for (int change = 0; change < 3; change++)
            bytes[random() % bytes.size()] = uint8_t(random());
        if (const auto keyboard = find(bytes)) {
            EXPECT_GE(keyboard->endpoint, 1);
            EXPECT_LE(keyboard->endpoint, 15);
            EXPECT_LE(keyboard->packet, 1024);
        }
    }
}

} // namespace
} // namespace usb
