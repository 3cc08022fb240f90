// SPDX-License-Identifier: MIT
#include "servers/naming/table.hpp"

#include <gtest/gtest.h>

namespace naming {
namespace {

using abi::Error;

constexpr Key kVfs{abi::interface_id("vfs "), 0};
constexpr Key kTerminal{abi::interface_id("cons"), 1};

TEST(NamingTable, a_provided_service_is_found_by_interface_and_number) {
    Table table;
    ASSERT_TRUE(table.provide(kVfs, 1, 4, 77).ok());
    EXPECT_EQ(table.find(kVfs), 77u);
    EXPECT_EQ(table.find({kVfs.interface, 1}), abi::kNoHandle);
    EXPECT_EQ(table.find(kTerminal), abi::kNoHandle);
}

TEST(NamingTable, the_second_provider_of_a_name_is_refused_and_the_first_stays) {
    Table table;
    ASSERT_TRUE(table.provide(kVfs, 1, 4, 77).ok());
    EXPECT_EQ(table.provide(kVfs, 2, 5, 88).error(), Error::exists);
    EXPECT_EQ(table.find(kVfs), 77u);
}

TEST(NamingTable, only_the_session_that_provided_may_withdraw) {
    Table table;
    ASSERT_TRUE(table.provide(kVfs, 1, 4, 77).ok());
    EXPECT_EQ(table.withdraw(kVfs, 2).error(), Error::no_entry);
    auto phone = table.withdraw(kVfs, 1);
    ASSERT_TRUE(phone.ok());
    EXPECT_EQ(*phone, 77u);
    EXPECT_EQ(table.withdraw(kVfs, 1).error(), Error::no_entry);
}

TEST(NamingTable, the_death_of_a_provider_frees_all_its_names_for_its_successor) {
    Table table;
    ASSERT_TRUE(table.provide(kVfs, 1, 4, 77).ok());
    ASSERT_TRUE(table.provide(kTerminal, 1, 4, 78).ok());
    ASSERT_TRUE(table.provide({kTerminal.interface, 2}, 9, 5, 79).ok());
    EXPECT_EQ(table.withdraw_all(1), (std::vector<abi::Handle>{77, 78}));
    EXPECT_EQ(table.find(kVfs), abi::kNoHandle);
    EXPECT_TRUE(table.provide(kVfs, 2, 6, 90).ok());
    EXPECT_EQ(table.find(kVfs), 90u);
    EXPECT_TRUE(table.withdraw_all(1).empty());
}

TEST(NamingTable, waiting_connects_come_back_oldest_first_and_only_once) {
    Table table;
    ASSERT_TRUE(table.park({kVfs, 101, 7}).ok());
    ASSERT_TRUE(table.park({kTerminal, 102, 7}).ok());
    ASSERT_TRUE(table.park({kVfs, 103, 8}).ok());
    const auto taken = table.take_waiting(kVfs);
    ASSERT_EQ(taken.size(), 2u);
    EXPECT_EQ(taken[0].call, 101u);
    EXPECT_EQ(taken[1].call, 103u);
    EXPECT_TRUE(table.take_waiting(kVfs).empty());
    EXPECT_EQ(table.take_waiting(kTerminal).size(), 1u);
}

TEST(NamingTable, connects_of_dead_callers_are_taken_out) {
    Table table;
    ASSERT_TRUE(table.park({kVfs, 101, 7}).ok());
    ASSERT_TRUE(table.park({kVfs, 102, 8}).ok());
    const auto orphans = table.take_orphans({1, 2, 8});
    ASSERT_EQ(orphans.size(), 1u);
    EXPECT_EQ(orphans[0].call, 101u);
    EXPECT_EQ(table.take_waiting(kVfs).size(), 1u);
}

TEST(NamingTable, services_and_waiting_connects_have_limits) {
    Table table;
    for (uint32_t i = 0; i < kMaxServices; i++)
        ASSERT_TRUE(table.provide({kVfs.interface, i}, 1, 4, i + 1).ok());
    EXPECT_EQ(table.provide(kTerminal, 1, 4, 9999).error(), Error::limit);
    EXPECT_EQ(table.provide(kVfs, 1, 4, 9999).error(), Error::exists) << "the better reason comes first";
    for (uint32_t i = 0; i < kMaxWaiting; i++)
        ASSERT_TRUE(table.park({kTerminal, i + 1, 7}).ok());
    EXPECT_EQ(table.park({kTerminal, 5000, 7}).error(), Error::limit);
}

TEST(NamingTable, the_list_shows_providers_and_names_that_are_only_waited_for) {
    Table table;
    ASSERT_TRUE(table.provide(kVfs, 1, 4, 77).ok());
    ASSERT_TRUE(table.park({kTerminal, 101, 7}).ok());
    ASSERT_TRUE(table.park({kTerminal, 102, 8}).ok());
    const auto services = table.list();
    ASSERT_EQ(services.size(), 2u);
    EXPECT_EQ(services[0].interface, kVfs.interface);
    EXPECT_EQ(services[0].provider, 4u);
    EXPECT_EQ(services[0].waiting, 0u);
    EXPECT_EQ(services[1].interface, kTerminal.interface);
    EXPECT_EQ(services[1].number, kTerminal.number);
    EXPECT_EQ(services[1].provider, 0u);
    EXPECT_EQ(services[1].waiting, 2u);
}

} // namespace
} // namespace naming
