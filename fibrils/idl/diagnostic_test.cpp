// SPDX-License-Identifier: MIT
#include "fibrils/idl/testing.hpp"

namespace idl {
namespace {

TEST(Diagnostic, shows_the_related_place_with_its_own_line) {
    EXPECT_EQ(Compiled("namespace test;\nconst a = 1;\n\tconst a = 2;").shown(),
              "a.idl:3:8: error I202: there is another declaration `a`\n"
              "    3 | \tconst a = 2;\n"
              "      | \t      ^\n"
              "a.idl:2:7: note: the first one\n"
              "    2 | const a = 1;\n"
              "      |       ^\n");
}

TEST(Diagnostic, points_below_characters_not_bytes) {
    EXPECT_EQ(Compiled("namespace test; import \"\xc3\xa4\xc3\xb6\"; import \"b\";").shown(),
              "a.idl:1:24: error I111: the file `\xc3\xa4\xc3\xb6` cannot be read\n"
              "    1 | namespace test; import \"\xc3\xa4\xc3\xb6\"; import \"b\";\n"
              "      |                        ^~~~\n"
              "   help: paths begin at the root that idlc is given\n"
              "a.idl:1:39: error I111: the file `b` cannot be read\n"
              "    1 | namespace test; import \"\xc3\xa4\xc3\xb6\"; import \"b\";\n"
              "      |                                     ^~~\n"
              "   help: paths begin at the root that idlc is given\n");
}

TEST(Diagnostic, sends_no_control_characters_to_the_terminal) {
    const std::string text = Compiled("namespace test; \x1b[31m").shown();
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_NE(text.find("`0x1b` has no meaning here"), std::string::npos);
    EXPECT_NE(text.find("| namespace test; ?[31m"), std::string::npos);
}

TEST(Diagnostic, names_a_file_that_cannot_be_read_although_there_is_nothing_to_show) {
    Diagnostics diagnostics;
    const Program program = compile(
        "none.idl", [](const std::string&) { return std::nullopt; }, diagnostics);
    ASSERT_EQ(diagnostics.list().size(), 1u);
    EXPECT_EQ(show(diagnostics.list()[0], program), "idlc: error I111: the file `none.idl` cannot be read\n");
}

TEST(Diagnostic, is_no_error_when_it_is_a_warning) {
    const Compiled c = with_method("call 0 x(); states { start a { x -> b; } b { } }");
    EXPECT_EQ(c.reports(), "I236 3:42");
    EXPECT_FALSE(c.diagnostics.has_errors());
    EXPECT_EQ(c.shown().substr(0, 27), "a.idl:3:42: warning I236: i");
}

} // namespace
} // namespace idl
