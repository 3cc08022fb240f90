// SPDX-License-Identifier: MIT
#include "servers/NAME/service.hpp"

#include "fibrils/testing/peers.hpp"
#include "servers/NAME/NAME_client.hpp"

#include <gtest/gtest.h>

namespace NAME {

namespace {

TEST(CLASS, counts_the_lines_that_it_gives_back) {
    Service service;
    fake::run([&] {
        auto client = fake::connect<CLASSClient>(service);
        EXPECT_EQ(*client.echo("one"), "1: one");
        EXPECT_EQ(*client.echo("two"), "2: two");
    });
}

TEST(CLASS, takes_no_line_that_is_empty_or_too_long) {
    Service service;
    fake::run([&] {
        auto client = fake::connect<CLASSClient>(service);
        EXPECT_EQ(client.echo("").error(), abi::Error::invalid);
        EXPECT_EQ(client.echo(std::string(kMaxLine + 1, 'x')).error(), abi::Error::name_too_long);
    });
}

} // namespace

} // namespace NAME
