// SPDX-License-Identifier: MIT
#include "servers/shell/arithmetic.hpp"
#include "servers/shell/expander.hpp"
#include "servers/shell/glob.hpp"
#include "servers/shell/pattern.hpp"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace shell;

namespace {

struct FakeHost : ExpansionHost {
    Variables variables_;
    bool strict = false;
    Variables& variables() override { return variables_; }
    std::string substitute(const std::string& command) override { return "<" + command + ">"; }
    std::string special_parameter(char name) override { return name == '?' ? "7" : ""; }
    bool unset_is_error() const override { return strict; }
};

using Words = std::vector<std::string>;

struct ExpanderTest : ::testing::Test {
    FakeHost host;
    std::string error;
    Words fields(const std::string& word) {
        Expander expander(host);
        Words result;
        expander.expand_words({word}, result);
        error = expander.error();
        return result;
    }
    void SetUp() override {
        host.variables_.set("x", "1 2");
        host.variables_.set("e", "");
        host.variables_.set("HOME", "/home");
        host.variables_.set("glob", "/nowhere/*");
    }
};

} // namespace

TEST_F(ExpanderTest, splits_only_unquoted_results) {
    EXPECT_EQ(fields("$x"), (Words{"1", "2"}));
    EXPECT_EQ(fields("a${x}b"), (Words{"a1", "2b"}));
    EXPECT_EQ(fields("\"$x\""), (Words{"1 2"}));
    EXPECT_EQ(fields("$e"), (Words{}));
    EXPECT_EQ(fields("\"$e\""), (Words{""}));
    EXPECT_EQ(fields("$e''"), (Words{""}));
}

TEST_F(ExpanderTest, substitutes_commands_and_keeps_quotes_apart) {
    EXPECT_EQ(fields("\"$(a 'b c' \")\" )\""), (Words{"<a 'b c' \")\" >"}));
    EXPECT_EQ(fields("`a \\`b\\``"), (Words{"<a", "`b`>"}));
}

TEST_F(ExpanderTest, reports_unset_variables_when_asked) {
    host.strict = true;
    fields("$nothing");
    EXPECT_EQ(error, "nothing: variable is not set");
    fields("${e:?is empty}");
    EXPECT_EQ(error, "e: is empty");
    fields("${x@y}");
    EXPECT_NE(error, "");
    fields("${}");
    EXPECT_NE(error, "");
}

TEST_F(ExpanderTest, passes_parameters_one_by_one) {
    host.variables_.parameters = {"a b", "", "c"};
    EXPECT_EQ(fields("\"$@\""), (Words{"a b", "", "c"}));
    EXPECT_EQ(fields("x\"$@\"y"), (Words{"xa b", "", "cy"}));
    EXPECT_EQ(fields("\"$*\""), (Words{"a b  c"}));
    EXPECT_EQ(fields("$#$1"), (Words{"3a", "b"}));
    EXPECT_EQ(fields("$?"), (Words{"7"}));
}

TEST_F(ExpanderTest, keeps_patterns_without_a_match) {
    EXPECT_EQ(fields("/nowhere/*"), (Words{"/nowhere/*"}));
    EXPECT_EQ(fields("$glob"), (Words{"/nowhere/*"}));
    EXPECT_EQ(fields("[a"), (Words{"[a"}));
}

TEST_F(ExpanderTest, expands_the_home_directory_only_at_the_beginning) {
    EXPECT_EQ(fields("~"), (Words{"/home"}));
    EXPECT_EQ(fields("~/a"), (Words{"/home/a"}));
    EXPECT_EQ(fields("a~"), (Words{"a~"}));
    EXPECT_EQ(fields("'~'"), (Words{"~"}));
}

TEST_F(ExpanderTest, bounds_what_alternatives_make) {
    EXPECT_EQ(fields("{a,b}{1..2}"), (Words{"a1", "a2", "b1", "b2"}));
    EXPECT_LE(fields("{1..99999999}").size(), 10001u);
    std::string many;
    for (int i = 0; i < 80; ++i)
        many += "{a,b}";
    EXPECT_LE(fields(many).size(), 20000u);
}

TEST(Pattern, matches_like_a_shell) {
    EXPECT_TRUE(matches("*.c", "a.c"));
    EXPECT_FALSE(matches("*.c", "a.h"));
    EXPECT_TRUE(matches("?", "ä"));
    EXPECT_TRUE(matches("[a-cx]*", "bee"));
    EXPECT_TRUE(matches("[!a-c]", "d"));
    EXPECT_TRUE(matches("[]x]", "]"));
    EXPECT_TRUE(matches("[[:digit:]]*", "4x"));
    EXPECT_TRUE(matches("\\*", "*"));
    EXPECT_FALSE(matches("\\*", "a"));
    EXPECT_TRUE(matches("a*b*c", "aXbXbXc"));
    EXPECT_TRUE(matches("[", "["));
    EXPECT_TRUE(matches("", ""));
    EXPECT_FALSE(matches("", "a"));
    EXPECT_FALSE(matches(std::string(2000, '*') + "b", std::string(20000, 'a')));
}

TEST(Glob, finds_files_sorted_and_leaves_hidden_ones_out) {
    char folder[] = "/tmp/glob_testXXXXXX";
    ASSERT_TRUE(mkdtemp(folder));
    std::string base = folder;
    for (const char* name : {"/b.c", "/a.c", "/.c", "/d"})
        std::ofstream(base + name) << "x";
    mkdir((base + "/sub").c_str(), 0700);
    std::ofstream(base + "/sub/e.c") << "x";
    Words found;
    EXPECT_EQ(glob(base + "/*.c", found), 2u);
    EXPECT_EQ(found, (Words{base + "/a.c", base + "/b.c"}));
    found.clear();
    EXPECT_EQ(glob(base + "/*/*.c", found), 1u);
    EXPECT_EQ(glob(base + "/.*c", found), 1u);
    EXPECT_EQ(glob(base + "/x*", found), 0u);
    EXPECT_EQ(system(("rm -r " + base).c_str()), 0);
}

TEST(Arithmetic, calculates_like_c) {
    Variables variables;
    std::string message;
    auto value = [&](const char* text) { return evaluate(text, variables, message); };
    EXPECT_EQ(value("1 + 2 * 3"), 7);
    EXPECT_EQ(value("(1 + 2) * 3 % 5"), 4);
    EXPECT_EQ(value("x = 5, 1"), 0); // no comma operator
    EXPECT_NE(message, "");
    EXPECT_EQ(value("y += 3"), 3);
    EXPECT_EQ(variables.value("y"), "3");
    EXPECT_EQ(value("0 && (z = 1)"), 0);
    EXPECT_EQ(variables.find("z"), nullptr);
    EXPECT_EQ(value("1 || 1 / 0"), 1);
    EXPECT_EQ(message, "");
    EXPECT_EQ(value("-9223372036854775807 - 1"), INT64_MIN);
    EXPECT_EQ(value("(-9223372036854775807 - 1) / -1"), INT64_MIN);
    EXPECT_EQ(value("(-9223372036854775807 - 1) % -1"), 0);
    EXPECT_EQ(value("9223372036854775807 + 1"), INT64_MIN);
    EXPECT_EQ(value(""), 0);
}

TEST(Arithmetic, says_what_is_wrong) {
    Variables variables;
    variables.set("word", "abc");
    std::string message;
    auto error = [&](const std::string& text) {
        evaluate(text, variables, message);
        return message;
    };
    EXPECT_EQ(error("1 / 0"), "division by zero");
    EXPECT_EQ(error("1 +"), "unexpected end");
    EXPECT_EQ(error("1 )"), "unexpected \")\"");
    EXPECT_EQ(error("(1"), "missing \")\"");
    EXPECT_EQ(error("12x"), "\"12x\" is not a number");
    EXPECT_EQ(error("word + 1"), "the value of word is not a number: \"abc\"");
    EXPECT_EQ(error(std::string(10000, '(')), "nested too deeply");
    EXPECT_EQ(error(std::string(10000, '~')), "nested too deeply");
}
