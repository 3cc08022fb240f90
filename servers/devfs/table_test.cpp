// SPDX-License-Identifier: MIT
#include "servers/devfs/table.hpp"

#include <gtest/gtest.h>

namespace devfs {

struct Server {};

namespace {

Entry entry(const char* name, std::shared_ptr<Server> server = nullptr, uint32_t unit = 0) {
    return {.name = name, .server = std::move(server), .unit = unit};
}

TEST(DeviceTable, finds_names_and_refuses_them_twice) {
    Table table;
    const uint64_t null = table.add(entry("null")).value();
    EXPECT_EQ(table.find("null").value(), null);
    EXPECT_EQ(table.add(entry("null")).error(), Error::exists);
    EXPECT_EQ(table.find("zero").error(), Error::no_entry);
}

TEST(DeviceTable, refuses_names_that_no_path_can_reach) {
    Table table;
    for (const char* bad : {"", ".", "..", "a/b", "/"})
        EXPECT_EQ(table.add(entry(bad)).error(), Error::invalid) << bad;
    EXPECT_EQ(table.add(entry(std::string(256, 'x').c_str())).error(), Error::name_too_long);
}

TEST(DeviceTable, forgets_the_devices_of_a_dead_server_only) {
    Table table;
    auto one = std::make_shared<Server>(), other = std::make_shared<Server>();
    (void)table.add(entry("a", one, 0));
    (void)table.add(entry("b", other, 0));
    (void)table.add(entry("c", one, 1));
    table.remove_all(one);
    EXPECT_EQ(table.find("a").error(), Error::no_entry);
    EXPECT_TRUE(table.find("b").ok());
    EXPECT_EQ(table.find("c").error(), Error::no_entry);
    EXPECT_EQ(table.remove(one, 0).error(), Error::no_entry);
    EXPECT_TRUE(table.remove(other, 0).ok());
}

TEST(DeviceTable, has_a_limit_and_never_uses_an_index_again) {
    Table table;
    for (size_t i = 0; i < kMaxDevices; i++)
        EXPECT_TRUE(table.add(entry(("d" + std::to_string(i)).c_str(), nullptr, uint32_t(i))).ok());
    EXPECT_EQ(table.add(entry("more")).error(), Error::limit);
    EXPECT_TRUE(table.remove(nullptr, 7).ok());
    EXPECT_EQ(table.add(entry("more")).value(), kMaxDevices + 1);
}

TEST(DeviceTable, lists_names_in_pieces) {
    Table table;
    for (const char* name : {"null", "zero", "full"})
        (void)table.add(entry(name));
    uint8_t buffer[48];
    auto got = table.read_directory(0, buffer);
    EXPECT_EQ(got->bytes, 48u);
    auto rest = table.read_directory(got->position, buffer);
    EXPECT_EQ(rest->bytes, 24u);
    EXPECT_EQ(table.read_directory(rest->position, buffer)->bytes, 0u);
}

} // namespace
} // namespace devfs
