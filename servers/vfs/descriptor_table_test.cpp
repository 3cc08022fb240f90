// SPDX-License-Identifier: MIT
#include "servers/vfs/descriptor_table.hpp"

#include <gtest/gtest.h>

namespace vfs {
namespace {

using abi::Error;

class Descriptors : public ::testing::Test {
  protected:
    std::shared_ptr<int> file(int number) { return std::make_shared<int>(number); }
    DescriptorTable<int> table;
};

TEST_F(Descriptors, take_the_lowest_free_number) {
    EXPECT_EQ(table.insert(file(0)).value(), 0u);
    EXPECT_EQ(table.insert(file(1)).value(), 1u);
    EXPECT_EQ(table.insert(file(10), 10).value(), 10u);
    EXPECT_TRUE(table.remove(0).ok());
    EXPECT_EQ(table.insert(file(2)).value(), 0u);
    EXPECT_EQ(*table.get(10).value(), 10);
}

TEST_F(Descriptors, refuse_numbers_that_nothing_has) {
    EXPECT_EQ(table.get(0).error(), Error::bad_file);
    EXPECT_EQ(table.remove(3).error(), Error::bad_file);
    EXPECT_EQ(table.get(kMaxDescriptors).error(), Error::bad_file);
    EXPECT_EQ(table.get(~uint64_t(0)).error(), Error::bad_file);
    EXPECT_EQ(table.replace(kMaxDescriptors, file(1)).error(), Error::bad_file);
    EXPECT_EQ(table.insert(file(1), kMaxDescriptors).error(), Error::invalid);
}

TEST_F(Descriptors, are_at_most_128) {
    for (uint32_t i = 0; i < kMaxDescriptors; i++)
        EXPECT_EQ(table.insert(file(0)).value(), i);
    EXPECT_EQ(table.insert(file(0)).error(), Error::too_many_files);
}

TEST_F(Descriptors, share_a_file_until_the_last_is_closed) {
    const std::weak_ptr<int> watched = [&] {
        auto shared = file(7);
        (void)table.insert(shared);
        (void)table.replace(5, shared);
        return std::weak_ptr<int>(shared);
    }();
    (void)table.remove(0);
    EXPECT_FALSE(watched.expired());
    EXPECT_EQ(*table.replace(5, file(8)).value(), 7);
    EXPECT_TRUE(watched.expired());
    table.clear();
    EXPECT_EQ(table.get(5).error(), Error::bad_file);
}

} // namespace
} // namespace vfs
