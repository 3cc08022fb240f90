// SPDX-License-Identifier: MIT
#include "servers/random/generator.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace random_numbers {
namespace {

std::string hex(const ChachaBlock& block) {
    std::string text;
    for (const uint8_t byte : block) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}

std::string take(Generator& generator, size_t size) {
    std::string bytes(size, '\0');
    generator.fill(bytes.data(), size);
    return bytes;
}

TEST(Chacha20, gives_the_block_of_rfc_8439_section_2_3_2) {
    ChachaKey key;
    for (size_t i = 0; i < key.size(); i++)
        key[i] = uint8_t(i);
    const ChachaNonce nonce{0, 0, 0, 9, 0, 0, 0, 0x4a};
    EXPECT_EQ(hex(chacha20_block(key, 1, nonce)), "10f1e7e4d13b5915500fdd1fa32071c4"
                                                  "c7d1f4c733c068030422aa9ac3d46c4e"
                                                  "d2826446079faa0914c2d705d98b02a2"
                                                  "b5129cd1de164eb9cbd083e8a2503c4e");
}

TEST(Chacha20, gives_the_blocks_of_rfc_8439_appendix_a_1) {
    ChachaKey key{};
    ChachaNonce nonce{};
    EXPECT_EQ(hex(chacha20_block(key, 0, nonce)), "76b8e0ada0f13d90405d6ae55386bd28"
                                                  "bdd219b8a08ded1aa836efcc8b770dc7"
                                                  "da41597c5157488d7724e03fb8d84a37"
                                                  "6a43b8f41518a11cc387b669b2ee6586");
    EXPECT_EQ(hex(chacha20_block(key, 1, nonce)), "9f07e7be5551387a98ba977c732d080d"
                                                  "cb0f29a048e3656912c6533e32ee7aed"
                                                  "29b721769ce64e43d57133b074d839d5"
                                                  "31ed1f28510afb45ace10a1f4b794d6f");
    nonce[11] = 2;
    EXPECT_EQ(hex(chacha20_block(key, 0, nonce)), "c2c64d378cd536374ae204b9ef933fcd"
                                                  "1a8b2288b3dfa49672ab765b54ee27c7"
                                                  "8a970e0e955c14f3a88e741b97c286f7"
                                                  "5f8fc299e8148362fa198a39531bed6d");
    key[1] = 0xff;
    EXPECT_EQ(hex(chacha20_block(key, 2, {})), "72d54dfbf12ec44b362692df94137f32"
                                               "8fea8da73990265ec1bbbea1ae9af0ca"
                                               "13b25aa26cb4a648cb9b9d1be65b2c09"
                                               "24a66c54d545ec1b7374f4872e99f096");
}

TEST(Generator, the_same_seed_gives_the_same_bytes_and_another_one_others) {
    Generator a({1}), b({1}), c({2});
    const std::string bytes = take(a, 1000);
    EXPECT_EQ(take(b, 1000), bytes);
    EXPECT_NE(take(c, 1000), bytes);
}

TEST(Generator, never_gives_the_same_bytes_twice) {
    Generator generator({1});
    const std::string first = take(generator, 64);
    EXPECT_NE(take(generator, 64), first);
    EXPECT_EQ(first.find(std::string(8, '\0')), std::string::npos);
}

TEST(Generator, the_key_of_the_next_request_is_no_part_of_what_was_given_out) {
    const ChachaKey seed{7};
    Generator generator(seed);
    const std::string given = take(generator, 64);
    ChachaKey guessed;
    std::copy_n(given.begin(), guessed.size(), guessed.begin());
    Generator attacker(guessed);
    EXPECT_NE(take(attacker, 64), take(generator, 64));
}

TEST(Generator, every_size_is_filled_to_the_last_byte) {
    for (size_t size : {0, 1, 63, 64, 65, 1000}) {
        Generator generator({1});
        std::vector<uint8_t> bytes(size + 1, 0xaa);
        generator.fill(bytes.data(), size);
        EXPECT_EQ(bytes[size], 0xaa);
        Generator same({1});
        const std::string whole = take(same, 1000);
        EXPECT_TRUE(std::equal(bytes.begin(), bytes.begin() + size, whole.begin(),
                               [](uint8_t a, char b) { return a == uint8_t(b); }));
    }
}

TEST(Generator, mixing_changes_the_future_and_every_byte_of_the_seed_counts) {
    const std::string seed(100, 's');
    std::vector<std::string> futures;
    for (size_t changed = 0; changed <= seed.size(); changed++) {
        std::string variant = seed;
        if (changed < seed.size())
            variant[changed] ^= 1;
        Generator generator({1});
        generator.mix(variant.data(), variant.size());
        futures.push_back(take(generator, 16));
    }
    Generator untouched({1});
    futures.push_back(take(untouched, 16));
    std::sort(futures.begin(), futures.end());
    EXPECT_EQ(std::adjacent_find(futures.begin(), futures.end()), futures.end());
}

} // namespace
} // namespace random_numbers
