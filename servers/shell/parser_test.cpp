// SPDX-License-Identifier: MIT
#include "servers/shell/parser.hpp"
#include "servers/shell/quoting.hpp"

#include <gtest/gtest.h>

using namespace shell;

namespace {

std::string error_of(const std::string& text) {
    Parser parser(text);
    while (parser.next_command()) {
    }
    return parser.error().message.empty() ? "" : parser.error_message();
}

bool is_incomplete(const std::string& text) {
    Parser parser(text);
    while (parser.next_command()) {
    }
    return parser.error().incomplete;
}

const Node& first_simple(const NodePointer& list) {
    return *list->children[0]->children[0]->children[0];
}

} // namespace

TEST(Lexer, keeps_quotes_and_substitutions_in_one_word) {
    Parser parser("echo 'a b'\"c d\"$(x 'y z' | w)${v:-a b}\\ e $((1 + 2))");
    NodePointer list = parser.next_command();
    ASSERT_TRUE(list);
    const Node& simple = first_simple(list);
    ASSERT_EQ(simple.words.size(), 3u);
    EXPECT_EQ(simple.words[1], "'a b'\"c d\"$(x 'y z' | w)${v:-a b}\\ e");
    EXPECT_EQ(simple.words[2], "$((1 + 2))");
}

TEST(Lexer, finds_the_end_of_a_substitution_by_parsing_it) {
    Parser parser("echo $(case x in x) echo ')';; esac) end");
    NodePointer list = parser.next_command();
    ASSERT_TRUE(list);
    EXPECT_EQ(first_simple(list).words.back(), "end");
}

TEST(Lexer, reads_a_here_document_after_the_line) {
    Parser parser("cat <<A <<-'B' x\none $v\nA\n\ttwo\n\tB\necho next\n");
    NodePointer list = parser.next_command();
    ASSERT_TRUE(list);
    const Node& simple = first_simple(list);
    ASSERT_EQ(simple.redirections.size(), 2u);
    EXPECT_EQ(simple.redirections[0].body, "one $v\n");
    EXPECT_FALSE(simple.redirections[0].literal);
    EXPECT_EQ(simple.redirections[1].body, "two\n");
    EXPECT_TRUE(simple.redirections[1].literal);
    EXPECT_EQ(first_simple(parser.next_command()).words[1], "next");
}

TEST(Parser, says_what_was_unexpected_and_where) {
    EXPECT_EQ(error_of("echo a )"), "unexpected \")\" (line 1, column 8)");
    EXPECT_EQ(error_of("echo\n  ;; x"), "unexpected \";;\" (line 2, column 3)");
    EXPECT_EQ(error_of("fi"), "unexpected \"fi\" (line 1, column 1)");
    EXPECT_EQ(error_of("| a"), "unexpected \"|\" (line 1, column 1)");
    EXPECT_EQ(error_of("a &&\n|| b"), "unexpected \"||\" (line 2, column 1)");
    EXPECT_EQ(error_of("for 1x in a; do b; done"), "\"1x\" is not a variable name (line 1, column 5)");
    EXPECT_EQ(error_of("echo >\n"), "unexpected end of line (line 1, column 7)");
    EXPECT_EQ(error_of("f() echo x"),
              "the body of a function must be a compound command, like { ... } (line 1, column 5)");
}

TEST(Parser, tells_incomplete_from_wrong) {
    for (const char* text : {"if true",
                             "if true; then\n",
                             "while x; do",
                             "echo 'a",
                             "echo \"a",
                             "echo `a",
                             "echo $(a",
                             "echo ${a",
                             "a |",
                             "a &&",
                             "a ||",
                             "{ a",
                             "( a",
                             "case x in",
                             "case x in a) b;;",
                             "f()",
                             "cat <<E",
                             "cat <<E\nabc\n",
                             "echo a\\",
                             "for i in a",
                             "! "})
        EXPECT_TRUE(is_incomplete(text)) << text;
    for (const char* text :
         {"a )", "a ;;", "if ; then", "done", "{ }", "for ;", "case x y", "a | | b", "$(a ;; b)"})
        EXPECT_FALSE(is_incomplete(text)) << text;
}

TEST(Parser, names_the_keyword_that_is_missing) {
    EXPECT_EQ(error_of("if true; then echo"), "\"if\" (line 1, column 1) needs a \"fi\" (line 1, column 19)");
    EXPECT_EQ(error_of("while true"), "\"while\" (line 1, column 1) needs a \"do\" (line 1, column 11)");
}

TEST(Parser, refuses_deep_nesting_instead_of_crashing) {
    std::string open(100000, '(');
    EXPECT_NE(error_of(open), "");
    std::string text;
    for (int i = 0; i < 20000; ++i)
        text += "echo $(";
    EXPECT_NE(error_of(text), "");
    text.clear();
    for (int i = 0; i < 20000; ++i)
        text += "${a:-";
    EXPECT_NE(error_of("echo " + text), "");
    text.clear();
    for (int i = 0; i < 20000; ++i)
        text += "if ";
    EXPECT_NE(error_of(text), "");
}

TEST(Parser, takes_any_bytes_without_crashing) {
    uint32_t random = 1;
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (int i = 0; i < 40; ++i) {
            random = random * 1664525 + 1013904223;
            static const char kLetters[] = "ab $(){}'\"`\\|&;<>\n#=*?[]!do if fi done\xc3\xa4\0\x1b";
            text += kLetters[(random >> 16) % (sizeof kLetters - 1)];
        }
        error_of(text);
    }
}

TEST(Parser, expands_aliases_in_command_position_only) {
    Aliases aliases = {{"l", "ls -l"}, {"ls", "ls --color"}, {"loop", "loop x"}};
    Parser parser("l l; loop | ls", &aliases);
    NodePointer list = parser.next_command();
    ASSERT_TRUE(list);
    EXPECT_EQ(first_simple(list).words, (std::vector<std::string>{"ls", "--color", "-l", "l"}));
    const Node& pipeline = *list->children[1]->children[0];
    EXPECT_EQ(pipeline.children[0]->words, (std::vector<std::string>{"loop", "x"}));
    EXPECT_EQ(pipeline.children[1]->words, (std::vector<std::string>{"ls", "--color"}));
}

TEST(SyntaxTree, gives_back_the_source_of_a_command_with_its_here_documents) {
    Parser parser("{ cat <<E; } | wc\nbody\nE\n");
    NodePointer list = parser.next_command();
    ASSERT_TRUE(list);
    EXPECT_EQ(source_text(*list->children[0]->children[0]->children[0]), "{ cat <<E; }\nbody\nE");
}

TEST(Quoting, reads_back_what_it_quotes) {
    for (const std::string text :
         {"", "plain", "a b", "it's", "$x", "a\nb", "*?[", "~", "ä ö", "\\", "-n", "#x"}) {
        EXPECT_EQ(unquote(quote(text)), text);
        EXPECT_EQ(unquote(escape(text)), text);
    }
}
