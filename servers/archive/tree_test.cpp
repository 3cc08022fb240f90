// SPDX-License-Identifier: MIT
#include "servers/archive/tree.hpp"

#include <gtest/gtest.h>

#include <cstring>

namespace archive {
namespace {

/// Writes ustar archives, and wrong ones.
class Tar {
  public:
    Tar& add(char type, const std::string& name, const std::string& contents = "",
             const std::string& link = "", const char* prefix = "") {
        char header[512] = {};
        strncpy(header, name.c_str(), 100);
        memcpy(header + 100, "0000755", 8);
        snprintf(header + 124, 12, "%011zo", contents.size());
        memcpy(header + 136, "00000000017", 12);
        header[156] = type;
        strncpy(header + 157, link.c_str(), 100);
        memcpy(header + 257, "ustar", 6);
        memcpy(header + 263, "00", 2);
        strncpy(header + 345, prefix, 155);
        memset(header + 148, ' ', 8);
        unsigned sum = 0;
        for (const char c : header)
            sum += uint8_t(c);
        snprintf(header + 148, 8, "%06o", sum);
        bytes.insert(bytes.end(), header, header + 512);
        bytes.insert(bytes.end(), contents.begin(), contents.end());
        bytes.resize((bytes.size() + 511) / 512 * 512);
        return *this;
    }
    Tar& end() {
        bytes.resize(bytes.size() + 1024);
        return *this;
    }
    std::vector<uint8_t> bytes;
};

class ArchiveTree : public ::testing::Test {
  protected:
    Error read(const Tar& tar) { return tree.read(tar.bytes, problem).error(); }
    /// Index of a path; -1 if it is not there.
    int64_t find(std::string_view path) {
        uint64_t at = tree.root();
        while (!path.empty()) {
            const size_t end = std::min(path.find('/'), path.size());
            auto found = tree.lookup(at, path.substr(0, end));
            if (!found.ok())
                return -1;
            at = found->index;
            path.remove_prefix(std::min(end + 1, path.size()));
        }
        return int64_t(at);
    }
    std::string contents(std::string_view path) {
        const int64_t index = find(path);
        if (index < 0)
            return "(missing)";
        const auto bytes = tree.node(uint64_t(index)).value()->contents;
        return std::string(bytes.begin(), bytes.end());
    }

    Tree tree;
    std::string problem;
};

TEST_F(ArchiveTree, holds_files_directories_and_links) {
    Tar tar;
    tar.add('5', "./").add('5', "bin/").add('0', "./bin/cat", "meow").add('1', "bin/dog", "", "bin/cat");
    tar.add('2', "lnk", "", "/bin/cat").end();
    EXPECT_EQ(read(tar), Error::ok) << problem;
    EXPECT_EQ(contents("bin/cat"), "meow");
    EXPECT_EQ(find("bin/dog"), find("bin/cat"));
    EXPECT_EQ(tree.stat(uint64_t(find("bin/dog")))->links, 2u);
    EXPECT_EQ(tree.node(uint64_t(find("lnk"))).value()->text, "/bin/cat");
    EXPECT_EQ(tree.stat(uint64_t(find("bin")))->modified, 15000000);
    EXPECT_EQ(tree.stat(uint64_t(find("bin")))->mode, 0755);
}

TEST_F(ArchiveTree, makes_directories_that_have_no_member) {
    Tar tar;
    tar.add('0', "a/b/c", "x").add('5', "a/b/").end();
    EXPECT_EQ(read(tar), Error::ok) << problem;
    EXPECT_EQ(contents("a/b/c"), "x");
    EXPECT_EQ(tree.stat(tree.root())->links, 3u);
}

TEST_F(ArchiveTree, reads_long_names_in_all_three_ways) {
    const std::string longer(150, 'n');
    const std::string record = "path=" + longer + "p\n";
    const std::string pax = std::to_string(record.size() + 4) + " " + record;
    Tar tar;
    tar.add('0', "file", "1", "", "prefix/dir");
    tar.add('L', "././@LongLink", longer + std::string(1, '\0')).add('0', "cut", "2");
    tar.add('x', "PaxHeaders/x", pax).add('0', "cut", "3").end();
    EXPECT_EQ(read(tar), Error::ok) << problem;
    EXPECT_EQ(contents("prefix/dir/file"), "1");
    EXPECT_EQ(contents(longer), "2");
    EXPECT_EQ(contents(longer + "p"), "3");
    EXPECT_EQ(find("cut"), -1);
}

TEST_F(ArchiveTree, lists_a_directory_in_pieces) {
    Tar tar;
    for (int i = 0; i < 10; i++)
        tar.add('0', "file" + std::to_string(i));
    tar.end();
    EXPECT_EQ(read(tar), Error::ok);
    uint64_t position = 0;
    int names = 0;
    for (;;) {
        uint8_t buffer[60];
        auto got = tree.read_directory(tree.root(), position, buffer);
        ASSERT_TRUE(got.ok());
        if (got->bytes == 0)
            break;
        names += int(got->bytes / 24);
        position = got->position;
    }
    EXPECT_EQ(names, 10);
}

TEST_F(ArchiveTree, ends_at_the_end_of_the_bytes_too) {
    Tar tar;
    tar.add('0', "a", "x");
    EXPECT_EQ(read(tar), Error::ok);
    EXPECT_EQ(contents("a"), "x");
}

TEST_F(ArchiveTree, names_a_damaged_header_and_keeps_what_came_before) {
    Tar tar;
    tar.add('0', "good", "x").add('0', "bad", "y").end();
    tar.bytes[1024 + 3] ^= 1;
    EXPECT_EQ(read(tar), Error::bad_checksum);
    EXPECT_NE(problem.find("1024"), std::string::npos) << problem;
    EXPECT_EQ(contents("good"), "x");
    EXPECT_EQ(find("bad"), -1);
}

TEST_F(ArchiveTree, refuses_an_archive_that_ends_inside_a_file) {
    Tar tar;
    tar.add('0', "long", std::string(2000, 'x'));
    tar.bytes.resize(1500);
    EXPECT_EQ(read(tar), Error::overflow);
    Tar cut;
    cut.add('0', "a");
    cut.bytes.resize(300);
    EXPECT_EQ(Tree().read(cut.bytes, problem).error(), Error::overflow);
}

TEST_F(ArchiveTree, refuses_members_that_make_no_sense) {
    const auto error = [this](Tar& tar) { return Tree().read(tar.end().bytes, problem).error(); };
    EXPECT_EQ(error(Tar().add('0', "../escape", "x")), Error::invalid);
    EXPECT_EQ(error(Tar().add('1', "dangling", "", "nothing")), Error::no_entry);
    EXPECT_EQ(error(Tar().add('0', "file", "x").add('0', "file/inside", "y")), Error::not_directory);
    EXPECT_EQ(error(Tar().add('x', "pax", "garbage")), Error::invalid);
    EXPECT_EQ(error(Tar().add('x', "pax", "99 path=x\n")), Error::invalid);
    EXPECT_EQ(error(Tar().add('0', "/", "root as file")), Error::ok); // an old-style directory
}

TEST_F(ArchiveTree, survives_any_damaged_byte_of_a_header) {
    Tar tar;
    tar.add('0', "a/b", "contents").add('5', "d/").add('2', "l", "", "a").end();
    for (size_t i = 0; i < tar.bytes.size(); i++) {
        for (const uint8_t flip : {0x01, 0x80, 0xff}) {
            auto damaged = tar.bytes;
            damaged[i] ^= flip;
            std::string why;
            (void)Tree().read(damaged, why);
        }
    }
}

} // namespace
} // namespace archive
