// SPDX-License-Identifier: MIT
// Runs the portable programs on the host, through our shell: each script of scripts/ in an empty directory,
// and wrong arguments for every program.
#include "servers/shell/script_runner.hpp"

#include <cstdlib>
#include <gtest/gtest.h>

using namespace shell::testing;

namespace {

/// A directory with links named like the programs, before the host's own in PATH.
class Sandbox {
  public:
    Sandbox() {
        char name[] = "/tmp/apps_testXXXXXX";
        path_ = mkdtemp(name);
        run_host("mkdir " + path_ + "/bin " + path_ + "/work; cd " + path_ +
                 "/bin; for name in $(" APPS_PATH " 2>&1 | tail -n 1); do ln -s " APPS_PATH " $name; done");
    }
    ~Sandbox() { run_host("rm -rf " + path_); }
    ScriptResult run(const std::string& command) {
        return run_host("cd " + path_ + "/work; PATH=" + path_ + "/bin:$PATH ASAN_OPTIONS=detect_leaks=0 " +
                        command);
    }

  private:
    std::string path_;
};

struct AppsScript : ::testing::TestWithParam<const char*> {};

} // namespace

TEST_P(AppsScript, prints_what_is_expected) {
    Sandbox sandbox;
    std::string base = std::string(SCRIPTS_PATH) + "/" + GetParam();
    ScriptResult result = sandbox.run(SHELL_PATH " " + base + ".sh");
    EXPECT_EQ(result.output + "status " + std::to_string(result.status) + "\n", read_file(base + ".out"));
}
INSTANTIATE_TEST_SUITE_P(Corpus, AppsScript, ::testing::Values("text", "files"));

TEST(Apps, explain_wrong_options_and_themselves) {
    Sandbox sandbox;
    for (const std::string name :
         {"basename", "cat", "clear", "cp",    "cut", "date", "dirname", "env", "grep",  "head", "help",
          "hexdump",  "ln",  "ls",    "mkdir", "mv",  "rm",   "rmdir",   "seq", "sleep", "sort", "stat",
          "tail",     "tee", "time",  "touch", "tr",  "tree", "uniq",    "wc",  "yes",   "find", "share"}) {
        ScriptResult result = sandbox.run(name + " -Z");
        EXPECT_EQ(result.status, 2) << name;
        EXPECT_EQ(result.output.find(name + ": "), 0u) << result.output;
        EXPECT_NE(result.output.find("usage: " + name), std::string::npos) << result.output;
        result = sandbox.run(name + " --help");
        EXPECT_EQ(result.status, 0) << name;
        EXPECT_EQ(result.output.find("usage: " + name), 0u) << result.output;
    }
}

TEST(Apps, explain_wrong_operands) {
    Sandbox sandbox;
    for (const std::string line :
         {"cp a",       "mv a",         "ln a",          "rm",        "mkdir",   "rmdir",
          "touch",      "stat",         "grep",          "seq",       "seq x",   "seq 1 0 5",
          "sleep",      "sleep x",      "sleep -1",      "head -n x", "head -n", "tail -n -3",
          "cut",        "cut -f x",     "cut -f 1 -c 2", "tr a",      "tr",      "sort -k 0",
          "sort -t ab", "uniq a b",     "basename",      "time",      "date 1",  "find -type q",
          "find -name", "find -size 3", "hexdump -n x",  "tree -L 0", "env =x",  "clear x",
          "share a b"}) {
        ScriptResult result = sandbox.run(line);
        EXPECT_EQ(result.status, 2) << line << ": " << result.output;
        EXPECT_NE(result.output.find("usage: "), std::string::npos) << line << ": " << result.output;
    }
}

TEST(Apps, share_asks_nobody_when_its_output_is_no_terminal) {
    Sandbox sandbox;
    ScriptResult result = sandbox.run("share");
    EXPECT_EQ(result.status, 1);
    EXPECT_EQ(result.output.find("share: only a terminal"), 0u) << result.output;
    EXPECT_EQ(sandbox.run("share \"$(printf 'a\\033b')\"").status, 2);
}

TEST(Apps, report_missing_files_by_name) {
    Sandbox sandbox;
    for (const std::string name :
         {"cat", "head", "tail", "wc", "sort", "hexdump", "ls", "stat", "tree", "find", "rm"}) {
        ScriptResult result = sandbox.run(name + " /nowhere");
        EXPECT_NE(result.output.find(name + ": /nowhere: no such file or directory"), std::string::npos)
            << result.output;
        EXPECT_NE(result.status, 0) << name;
    }
}

TEST(Apps, report_that_a_file_system_is_full) {
    Sandbox sandbox;
    for (const std::string line : {"cat /etc/passwd", "seq 100000", "ls /", "env echo x", "date", "yes"}) {
        ScriptResult result = sandbox.run(line + " > /dev/full");
        EXPECT_NE(result.output.find("cannot write: no space left on device"), std::string::npos)
            << line << result.output;
        EXPECT_EQ(result.status, 1) << line;
    }
    EXPECT_EQ(sandbox.run("echo x | tee /dev/full").status, 1);
    EXPECT_EQ(sandbox.run("cp /etc/passwd /dev/full").status, 1);
}
