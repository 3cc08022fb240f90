// SPDX-License-Identifier: MIT
#include "servers/init/configuration.hpp"

#include "servers/init/words.hpp"

#include <gtest/gtest.h>

namespace init {
namespace {

using abi::Right;

/// The only statement of a text that has no problem.
template<typename Kind>
Kind parse_one(std::string_view text) {
    const Configuration configuration = parse_configuration(text);
    EXPECT_TRUE(configuration.problems.empty()) << configuration.problems[0].text;
    EXPECT_EQ(configuration.statements.size(), 1u);
    EXPECT_TRUE(std::holds_alternative<Kind>(configuration.statements.at(0)));
    return std::get<Kind>(configuration.statements.at(0));
}

/// The problem of a text that has only one, in line 1.
std::string problem(std::string_view text) {
    const Configuration configuration = parse_configuration(text);
    EXPECT_TRUE(configuration.statements.empty());
    EXPECT_EQ(configuration.problems.size(), 1u) << text;
    if (configuration.problems.size() != 1)
        return "";
    EXPECT_EQ(configuration.problems[0].line, 1u);
    return configuration.problems[0].text;
}

TEST(Words, are_separated_by_blanks_and_end_at_a_comment) {
    EXPECT_EQ(split_words("  a\tb  c\r").value(), (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_EQ(split_words("a # b \" c").value(), (std::vector<std::string>{"a"}));
    EXPECT_TRUE(split_words("")->empty());
    EXPECT_TRUE(split_words("# only a comment")->empty());
}

TEST(Words, may_be_quoted_with_blanks_and_number_signs) {
    EXPECT_EQ(split_words("\"a b\" c\"d # e\"f \"\"").value(),
              (std::vector<std::string>{"a b", "cd # ef", ""}));
    EXPECT_EQ(split_words("a \"b").error(), abi::Error::invalid);
}

TEST(Configuration, of_nothing_is_empty_and_has_no_problem) {
    for (const char* text : {"", "\n\n", "# comment\n   # another\n"}) {
        const Configuration configuration = parse_configuration(text);
        EXPECT_TRUE(configuration.statements.empty());
        EXPECT_TRUE(configuration.problems.empty());
    }
}

TEST(Configuration, a_server_has_a_name_a_command_and_options_in_any_order) {
    const auto server = parse_one<Server>(
        "server clock /srv/clock +01:00 CET restart=on-fault wait=time rights=inspect,kill_any");
    EXPECT_EQ(server.name, "clock");
    EXPECT_EQ(server.command, (std::vector<std::string>{"/srv/clock", "+01:00", "CET"}));
    EXPECT_EQ(server.rights, Right::inspect | Right::kill_any);
    ASSERT_TRUE(server.wait.has_value());
    EXPECT_EQ(server.wait->interface, abi::interface_id("time"));
    EXPECT_EQ(server.wait->number, 0u);
    EXPECT_EQ(server.restart, Restart::on_fault);
}

TEST(Configuration, a_driver_is_a_server_for_hardware_that_may_not_be_there) {
    const auto driver = parse_one<Server>("driver serial /srv/serial rights=devices restart=always");
    EXPECT_TRUE(driver.is_driver);
    EXPECT_EQ(driver.name, "serial");
    EXPECT_EQ(driver.rights, Right::devices);
    EXPECT_FALSE(parse_one<Server>("server serial /srv/serial").is_driver);
}

TEST(Configuration, a_server_without_options_gets_no_rights_and_nobody_waits_for_it) {
    const auto server = parse_one<Server>("server tmpfs /srv/tmpfs");
    EXPECT_EQ(server.rights, Right::none);
    EXPECT_FALSE(server.wait.has_value());
    EXPECT_EQ(server.restart, Restart::never);
}

TEST(Configuration, short_interface_names_are_filled_with_blanks_and_may_have_a_number) {
    const auto server = parse_one<Server>("server x /srv/x wait=log:2");
    EXPECT_EQ(server.wait->interface, abi::interface_id("log "));
    EXPECT_EQ(server.wait->number, 2u);
}

TEST(Configuration, a_mount_has_a_file_system_a_point_and_perhaps_options) {
    const auto mount = parse_one<Mount>("mount tmpfs /tmp size=16M");
    EXPECT_EQ(mount.file_system, "tmpfs");
    EXPECT_EQ(mount.point, "/tmp");
    EXPECT_EQ(mount.options, "size=16M");
    EXPECT_EQ(parse_one<Mount>("mount devfs /dev").options, "");
}

TEST(Configuration, a_terminal_starts_when_it_is_opened_unless_it_says_boot) {
    const auto first = parse_one<Terminal>("terminal 0 /bin/sh -l start=boot rights=inspect");
    EXPECT_EQ(first.number, 0u);
    EXPECT_EQ(first.command, (std::vector<std::string>{"/bin/sh", "-l"}));
    EXPECT_TRUE(first.at_boot);
    EXPECT_EQ(first.rights, Right::inspect);
    EXPECT_FALSE(parse_one<Terminal>("terminal 3 /bin/sh").at_boot);
    EXPECT_FALSE(parse_one<Terminal>("terminal 3 /bin/sh start=open").at_boot);
}

TEST(Configuration, a_variable_may_have_an_empty_value_but_not_an_empty_name) {
    EXPECT_EQ(parse_one<Environment>("environment \"PS1=a b\"").variable, "PS1=a b");
    EXPECT_EQ(parse_one<Environment>("environment EMPTY=").variable, "EMPTY=");
    EXPECT_EQ(problem("environment =x"), "environment needs one NAME=value");
    EXPECT_EQ(problem("environment x"), "environment needs one NAME=value");
    EXPECT_EQ(problem("environment A=1 B=2"), "environment needs one NAME=value");
}

TEST(Configuration, every_mistake_is_named) {
    EXPECT_EQ(problem("serverr tmpfs /srv/tmpfs"), "unknown word 'serverr'");
    EXPECT_EQ(problem("server tmpfs"), "server needs a name and an absolute path");
    EXPECT_EQ(problem("server"), "server needs a name and an absolute path");
    EXPECT_EQ(problem("server tmpfs srv/tmpfs"), "server needs a name and an absolute path");
    EXPECT_EQ(problem("server tmpfs rights=trace"), "server needs a name and an absolute path");
    EXPECT_EQ(problem("server a /a rights=root"), "bad value in 'rights=root'");
    EXPECT_EQ(problem("server a /a rights="), "bad value in 'rights='");
    EXPECT_EQ(problem("server a /a wait=toolong"), "bad value in 'wait=toolong'");
    EXPECT_EQ(problem("server a /a wait=vfs:x"), "bad value in 'wait=vfs:x'");
    EXPECT_EQ(problem("server a /a restart=sometimes"), "bad value in 'restart=sometimes'");
    EXPECT_EQ(problem("server a /a colour=red"), "unknown option 'colour=red'");
    EXPECT_EQ(problem("server a /a restart=never restart=always"), "unknown option 'restart=always'");
    EXPECT_EQ(problem("mount tmpfs"), "mount needs a file system, a mount point and perhaps options");
    EXPECT_EQ(problem("mount tmpfs tmp"), "mount point 'tmp' does not begin with /");
    EXPECT_EQ(problem("terminal 4 /bin/sh"), "there is no terminal '4'");
    EXPECT_EQ(problem("terminal x /bin/sh"), "there is no terminal 'x'");
    EXPECT_EQ(problem("terminal 0 /bin/sh start=later"), "bad value in 'start=later'");
    EXPECT_EQ(problem("server \"a /a"), "a quotation mark has no partner");
    EXPECT_EQ(problem("server a \"\""), "server needs a name and an absolute path");
    EXPECT_EQ(problem("mount a \"\""), "mount point '' does not begin with /");
    EXPECT_EQ(problem("environment \"\""), "environment needs one NAME=value");
    EXPECT_EQ(problem("\"\""), "unknown word ''");
    EXPECT_EQ(problem("terminal \"\" /bin/sh"), "there is no terminal ''");
}

TEST(Configuration, a_bad_line_is_reported_with_its_number_and_the_others_count) {
    const Configuration configuration = parse_configuration("# head\n"
                                                            "server a /srv/a\n"
                                                            "servre b /srv/b\n"
                                                            "\n"
                                                            "mount tmpfs /tmp\n"
                                                            "terminal 9 /bin/sh");
    EXPECT_EQ(configuration.statements.size(), 2u);
    ASSERT_EQ(configuration.problems.size(), 2u);
    EXPECT_EQ(configuration.problems[0].line, 3u);
    EXPECT_EQ(configuration.problems[1].line, 6u);
}

TEST(Configuration, survives_any_bytes) {
    uint32_t state = 1;
    for (int round = 0; round < 500; round++) {
        std::string noise = round % 2 ? "server a /a " : "";
        for (int i = 0; i < 200; i++)
            noise += static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
        parse_configuration(noise);
    }
}

} // namespace
} // namespace init
