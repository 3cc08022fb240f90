// SPDX-License-Identifier: MIT
// Runs the shell of the host: the corpus in scripts/ and small command lines.
#include "servers/shell/script_runner.hpp"

#include <gtest/gtest.h>

using namespace shell::testing;

namespace {

ScriptResult run(const std::string& commands) {
    return run_host(std::string(SHELL_PATH) + " -c " + single_quoted(commands));
}

struct ScriptTest : ::testing::TestWithParam<const char*> {};

} // namespace

TEST_P(ScriptTest, prints_what_is_expected) {
    std::string base = std::string(SCRIPTS_PATH) + "/" + GetParam();
    ScriptResult result =
        run_host("cd " SCRIPTS_PATH " && " SHELL_PATH " " + std::string(GetParam()) + ".sh");
    EXPECT_EQ(result.output + "status " + std::to_string(result.status) + "\n", read_file(base + ".out"));
}
INSTANTIATE_TEST_SUITE_P(Corpus, ScriptTest,
                         ::testing::Values("quoting", "control", "expansion", "jobs", "scope"));

TEST(Shell, reports_commands_that_cannot_run) {
    EXPECT_EQ(run("nosuch").output, "sh: nosuch: command not found\n");
    EXPECT_EQ(run("nosuch").status, 127);
    EXPECT_EQ(run("/nowhere/x").output, "sh: /nowhere/x: no such file or directory\n");
    EXPECT_EQ(run("/tmp").output, "sh: /tmp: is a directory\n");
    EXPECT_EQ(run("/tmp").status, 126);
    EXPECT_EQ(run("cat < /nowhere").output, "sh: /nowhere: no such file or directory\n");
    EXPECT_EQ(run("''").status, 127);
}

TEST(Shell, reports_syntax_errors_and_runs_what_comes_before) {
    ScriptResult result = run("echo before\nif then\necho after");
    EXPECT_EQ(result.output, "before\nsh: syntax error: no command between if and then (line 2, column 4)\n");
    EXPECT_EQ(result.status, 2);
}

TEST(Shell, gives_the_status_of_processes_that_were_ended) {
    ScriptResult killed = run("/bin/sh -c 'kill -9 $$'; echo $?");
    EXPECT_EQ(killed.output.substr(0, 20), "/bin/sh: killed (tas");
    EXPECT_NE(killed.output.find("\n137\n"), std::string::npos);
    EXPECT_EQ(run("/bin/sh -c 'kill -11 $$'").status, 139);
    EXPECT_EQ(run("/bin/sh -c 'exit 9'").status, 9);
    EXPECT_EQ(run("exit 300").status, 44);
}

TEST(Shell, stops_a_function_that_calls_itself_for_ever) {
    ScriptResult result = run("f() { f; }; f");
    EXPECT_NE(result.output.find("nested too deeply"), std::string::npos);
    EXPECT_EQ(result.status, 2);
}

TEST(Shell, runs_a_line_of_100_kb) {
    std::string word(100 * 1024, 'x');
    EXPECT_EQ(run_host("printf 'echo %s | wc -c\\n' " + word + " | " SHELL_PATH).output, "102401\n");
}

TEST(Shell, survives_arguments_that_are_too_long) {
    ScriptResult result = run_host("printf 'x=%s; y=$x$x$x$x$x$x$x$x$x$x; /bin/true $y$y$y; echo alive $?' " +
                                   std::string(100000, 'x') + " | " SHELL_PATH);
    EXPECT_EQ(result.output, "sh: /bin/true: the arguments and the environment are too long\nalive 126\n");
}

TEST(Shell, refuses_binary_files_as_scripts) {
    ScriptResult result = run_host("head -c 2000 /bin/ls > /tmp/shell_binary; " SHELL_PATH
                                   " /tmp/shell_binary; echo $?; rm /tmp/shell_binary");
    EXPECT_EQ(result.output, "sh: /tmp/shell_binary: not a script: it contains binary data\n126\n");
}

TEST(Shell, finds_the_interpreter_of_a_script) {
    ScriptResult result =
        run_host("cd /tmp; printf '#!/bin/echo -n\\n' > shell_i; printf 'echo plain $1\\n' > shell_p; chmod "
                 "+x shell_i shell_p; " SHELL_PATH " -c './shell_i; echo; ./shell_p x'; rm shell_i shell_p");
    EXPECT_EQ(result.output, "./shell_i\nplain x\n");
}

TEST(Shell, does_not_wait_for_readers_that_are_gone) {
    EXPECT_EQ(run("yes | head -1; i=0; while [ $i -lt 9999 ]; do echo $i; i=$((i+1)); done | head -1").output,
              "y\n0\n");
}

TEST(Shell, explains_wrong_arguments) {
    for (const char* line :
         {"cd a b",      "shift x y", "unset 1x",       "export 1x", "read 1x",      "alias nosuch",
          "type nosuch", "fg",        "fg %9",          "kill",      "kill x",       "kill -99 1",
          "wait %3",     "break",     "test a b",       "[ a",       "test 1 -eq x", "printf",
          "printf %z",   "history",   "set -q",         "exit x",    "return x",     ". ",
          ". /nowhere",  "unalias",   "unalias nosuch", "shift 5",   "cd /nowhere",  "builtin",
          "builtin ls",  "command"}) {
        ScriptResult result = run(line);
        EXPECT_EQ(result.output.substr(0, 4), "sh: ") << line << ": " << result.output;
        EXPECT_NE(result.status, 0) << line;
    }
}
