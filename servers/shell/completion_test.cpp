// SPDX-License-Identifier: MIT
#include "servers/shell/completion.hpp"
#include "servers/shell/line_editor.hpp"
#include "servers/shell/shell.hpp"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>

using namespace shell;

namespace {

struct CompletionTest : ::testing::Test {
    Shell shell{"/bin/sh"};
    ShellCompleter completer{shell};
    std::string folder;

    void SetUp() override {
        char name[] = "/tmp/completion_testXXXXXX";
        ASSERT_TRUE(mkdtemp(name));
        folder = name;
        for (const char* file : {"/alpha", "/alphabet", "/with space", "/.hidden", "/ümlaut", "/it's"})
            std::ofstream(folder + file) << "x";
        mkdir((folder + "/dir").c_str(), 0700);
        mkdir((folder + "/bin").c_str(), 0700);
        std::ofstream(folder + "/bin/frobnicate") << "x";
        shell.variables().set("PATH", folder + "/bin");
        shell.variables().set("HOME", folder);
        shell.variables().set("FOLDER_NAME", "x");
    }
    void TearDown() override { EXPECT_EQ(system(("rm -r " + folder).c_str()), 0); }

    std::string completed(const std::string& line) {
        Completion completion = completer.complete(line, line.size());
        return line.substr(0, completion.begin) + completion.replacement;
    }
    std::vector<std::string> candidates(const std::string& line) {
        return completer.complete(line, line.size()).candidates;
    }
};

} // namespace

TEST_F(CompletionTest, completes_commands_where_commands_stand) {
    EXPECT_EQ(completed("frob"), "frobnicate ");
    EXPECT_EQ(completed("true | frob"), "true | frobnicate ");
    EXPECT_EQ(completed("if frob"), "if frobnicate ");
    EXPECT_EQ(completed("x=1 frob"), "x=1 frobnicate ");
    EXPECT_EQ(completed("echo frob"), "echo frob");
    EXPECT_EQ(completed("unali"), "unalias ");
}

TEST_F(CompletionTest, completes_paths_as_far_as_they_agree) {
    EXPECT_EQ(completed("cat " + folder + "/al"), "cat " + folder + "/alpha");
    EXPECT_EQ(candidates("cat " + folder + "/al"), (std::vector<std::string>{"alpha", "alphabet"}));
    EXPECT_EQ(completed("cat " + folder + "/alphab"), "cat " + folder + "/alphabet ");
    EXPECT_EQ(completed("ls " + folder + "/d"), "ls " + folder + "/dir/");
    EXPECT_EQ(completed("cat < " + folder + "/alphab"), "cat < " + folder + "/alphabet ");
    EXPECT_EQ(completed("cat ~/alphab"), "cat ~/alphabet ");
    EXPECT_EQ(completed("cat " + folder + "/ü"), "cat " + folder + "/ümlaut ");
}

TEST_F(CompletionTest, quotes_what_needs_quotes) {
    EXPECT_EQ(completed("cat " + folder + "/wi"), "cat " + folder + "/with\\ space ");
    EXPECT_EQ(completed("cat " + folder + "/with\\ s"), "cat " + folder + "/with\\ space ");
    EXPECT_EQ(completed("cat \"" + folder + "/wi"), "cat \"" + folder + "/with space\" ");
    EXPECT_EQ(completed("cat '" + folder + "/wi"), "cat '" + folder + "/with space' ");
    EXPECT_EQ(completed("cat " + folder + "/it"), "cat " + folder + "/it\\'s ");
}

TEST_F(CompletionTest, shows_hidden_files_only_when_asked) {
    for (const auto& name : candidates("ls " + folder + "/"))
        EXPECT_NE(name, ".hidden");
    EXPECT_EQ(completed("cat " + folder + "/.h"), "cat " + folder + "/.hidden ");
}

TEST_F(CompletionTest, completes_variables) {
    EXPECT_EQ(completed("echo $FOLDER_N"), "echo $FOLDER_NAME");
    EXPECT_EQ(completed("echo \"${FOLDER_N"), "echo \"${FOLDER_NAME}");
    EXPECT_EQ(completed("echo $NOTHING_LIKE"), "echo $NOTHING_LIKE");
}

TEST_F(CompletionTest, lists_candidates_on_the_second_tab) {
    History history;
    LineEditor editor(history, &completer, 80, 24);
    editor.begin("$ ", 2);
    editor.take_output();
    for (char c : "cat " + folder + "/alp\t")
        if (c)
            editor.feed(c);
    EXPECT_EQ(editor.line(), "cat " + folder + "/alpha");
    editor.take_output();
    editor.feed('\t');
    EXPECT_NE(editor.take_output().find("alpha     alphabet"), std::string::npos);
}

TEST_F(CompletionTest, survives_odd_lines) {
    for (const std::string line :
         {"", "'", "\"$", "$(", "\\", "a\\", "${", "cat /nowhere/at/all/", "~", "|", "$'"})
        for (size_t cursor = 0; cursor <= line.size(); ++cursor)
            completer.complete(line, cursor);
}
