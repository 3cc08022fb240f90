// SPDX-License-Identifier: MIT
#include "servers/loader/image_cache.hpp"

#include <gtest/gtest.h>

namespace loader {
namespace {

TEST(ImageCache, finds_an_image_by_every_part_of_the_identity) {
    ImageCache cache;
    const FileIdentity file{.mount = 1, .index = 2, .size = 3, .modified = 4};
    EXPECT_EQ(cache.find(file), abi::kNoHandle);
    EXPECT_EQ(cache.add(file, 100), abi::kNoHandle);
    EXPECT_EQ(cache.find(file), 100u);
    EXPECT_EQ(cache.find({.mount = 9, .index = 2, .size = 3, .modified = 4}), abi::kNoHandle);
    EXPECT_EQ(cache.find({.mount = 1, .index = 9, .size = 3, .modified = 4}), abi::kNoHandle);
    EXPECT_EQ(cache.find({.mount = 1, .index = 2, .size = 9, .modified = 4}), abi::kNoHandle);
    EXPECT_EQ(cache.find({.mount = 1, .index = 2, .size = 3, .modified = 9}), abi::kNoHandle);
}

TEST(ImageCache, gives_back_the_image_that_was_not_used_for_the_longest_time) {
    ImageCache cache;
    for (uint32_t i = 0; i < ImageCache::kCapacity; i++)
        EXPECT_EQ(cache.add({.index = i}, 100 + i), abi::kNoHandle);
    EXPECT_EQ(cache.find({.index = 0}), 100u);
    EXPECT_EQ(cache.add({.index = 1000}, 1100), 101u);
    EXPECT_EQ(cache.find({.index = 1}), abi::kNoHandle);
    EXPECT_EQ(cache.find({.index = 0}), 100u);
}

TEST(ImageCache, the_same_file_twice_gives_back_the_older_image) {
    ImageCache cache;
    cache.add({.index = 1}, 100);
    EXPECT_EQ(cache.add({.index = 1}, 200), 100u);
    EXPECT_EQ(cache.find({.index = 1}), 200u);
}

TEST(ImageCache, gives_up_images_one_by_one_the_least_used_first) {
    ImageCache cache;
    cache.add({.index = 1}, 100);
    cache.add({.index = 2}, 200);
    EXPECT_EQ(cache.find({.index = 1}), 100u);
    EXPECT_EQ(cache.drop_oldest(), 200u);
    EXPECT_EQ(cache.drop_oldest(), 100u);
    EXPECT_EQ(cache.drop_oldest(), abi::kNoHandle);
    EXPECT_EQ(cache.find({.index = 1}), abi::kNoHandle);
}

TEST(ImageCache, a_file_that_was_written_just_now_is_not_kept) {
    EXPECT_FALSE(ImageCache::may_keep({.modified = 5'000'000}, 5'000'000));
    EXPECT_FALSE(ImageCache::may_keep({.modified = 5'000'000}, 5'999'999));
    EXPECT_TRUE(ImageCache::may_keep({.modified = 5'000'000}, 6'000'000));
}

} // namespace
} // namespace loader
