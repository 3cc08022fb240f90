// SPDX-License-Identifier: MIT
#include "servers/tmpfs/options.hpp"
#include "servers/tmpfs/tree.hpp"

#include <gtest/gtest.h>

#include <cstring>

namespace tmpfs {
namespace {

class TmpfsTree : public ::testing::Test {
  protected:
    uint64_t make(uint64_t directory, const char* name, Kind kind = Kind::regular) {
        auto made =
            tree.create(directory, name, {.kind = kind, .mode = 0644, .must_be_new = true, .text = {}}, 1);
        EXPECT_TRUE(made.ok()) << name << ": " << abi::describe(made.error());
        return made.ok() ? made->index : 0;
    }
    Error write(uint64_t index, uint64_t position, std::string_view text) {
        auto& content = tree.file(index).value()->content;
        size_t room = 0;
        auto place = content.prepare(position, text.size(), room);
        if (!place.ok())
            return place.error();
        memcpy(place.value(), text.data(), room);
        content.commit(position, room);
        return room == text.size() ? Error::ok : Error::overflow;
    }
    std::string read(uint64_t index, uint64_t position, size_t size) {
        std::string text(size, '?');
        text.resize(tree.file(index).value()->content.read(position, text.data(), size));
        return text;
    }
    std::vector<std::string> names(uint64_t directory) {
        std::vector<std::string> list;
        uint64_t position = 0;
        for (;;) {
            uint8_t buffer[64];
            auto got = tree.read_directory(directory, position, buffer);
            EXPECT_TRUE(got.ok());
            if (!got.ok() || got->bytes == 0)
                return list;
            position = got->position;
            for (size_t at = 0; at < got->bytes;) {
                vfs::DirectoryRecord record;
                memcpy(&record, buffer + at, sizeof record);
                list.emplace_back(reinterpret_cast<char*>(buffer) + at + sizeof record, record.name_size);
                at += (sizeof record + record.name_size + 7) / 8 * 8;
            }
        }
    }

    Tree tree{1 << 20, 1};
    const uint64_t root = tree.root();
};

TEST_F(TmpfsTree, finds_what_was_created) {
    const uint64_t a = make(root, "a");
    EXPECT_EQ(tree.lookup(root, "a")->index, a);
    EXPECT_EQ(tree.lookup(root, "b").error(), Error::no_entry);
    EXPECT_EQ(tree.lookup(a, "x").error(), Error::not_directory);
}

TEST_F(TmpfsTree, creates_exclusively_or_returns_what_is_there) {
    const uint64_t a = make(root, "a");
    EXPECT_EQ(tree.create(root, "a", {.must_be_new = true}, 1).error(), Error::exists);
    EXPECT_EQ(tree.create(root, "a", {.must_be_new = false}, 1)->index, a);
    EXPECT_EQ(tree.create(root, "a", {.kind = Kind::directory}, 1).error(), Error::exists);
    EXPECT_EQ(tree.create(root, "p", {.kind = Kind::pipe}, 1).error(), Error::not_supported);
}

TEST_F(TmpfsTree, reads_back_across_chunks_and_gaps) {
    const uint64_t a = make(root, "a");
    EXPECT_EQ(write(a, kChunkSize - 2, "ab"), Error::ok);
    EXPECT_EQ(write(a, kChunkSize, "cd"), Error::ok);
    EXPECT_EQ(read(a, kChunkSize - 3, 10), std::string("\0abcd", 5));
    EXPECT_EQ(write(a, 5 * kChunkSize, "z"), Error::ok);
    EXPECT_EQ(tree.stat(a)->size, 5 * kChunkSize + 1);
    EXPECT_EQ(read(a, 5 * kChunkSize - 1, 2), std::string("\0z", 2));
    EXPECT_EQ(read(a, 6 * kChunkSize, 1), "");
}

TEST_F(TmpfsTree, shows_zeros_after_shrinking_and_growing) {
    const uint64_t a = make(root, "a");
    EXPECT_EQ(write(a, 0, "secret"), Error::ok);
    auto& content = tree.file(a).value()->content;
    content.resize(2);
    content.resize(6);
    EXPECT_EQ(read(a, 0, 6), std::string("se\0\0\0\0", 6));
}

TEST_F(TmpfsTree, refuses_bytes_beyond_the_quota_and_gives_them_back) {
    const uint64_t a = make(root, "a");
    const uint64_t used = tree.budget().used;
    const std::string block(kChunkSize, 'x');
    uint64_t position = 0;
    Error error = Error::ok;
    while ((error = write(a, position, block)) == Error::ok)
        position += block.size();
    EXPECT_TRUE(error == Error::no_space || error == Error::overflow);
    EXPECT_LE(tree.budget().used, tree.budget().total);
    EXPECT_TRUE(tree.unlink(root, "a", false, 2).ok());
    EXPECT_LT(tree.budget().used, used);
    EXPECT_EQ(tree.budget().used, 0u);
}

TEST_F(TmpfsTree, counts_empty_files_against_the_quota) {
    Error error = Error::ok;
    int made = 0;
    for (; made < 100000 && error == Error::ok; made++)
        error = tree.create(root, "f" + std::to_string(made), {}, 1).error();
    EXPECT_EQ(error, Error::no_space);
    EXPECT_GT(made, 1000);
    for (int i = 0; i < made - 1; i++)
        EXPECT_TRUE(tree.unlink(root, "f" + std::to_string(i), false, 1).ok());
    EXPECT_EQ(tree.budget().used, 0u);
}

TEST_F(TmpfsTree, keeps_an_open_file_after_its_last_name) {
    const uint64_t a = make(root, "a");
    EXPECT_EQ(write(a, 0, "still"), Error::ok);
    EXPECT_TRUE(tree.open(a).ok());
    EXPECT_TRUE(tree.unlink(root, "a", false, 2).ok());
    EXPECT_EQ(read(a, 0, 10), "still");
    EXPECT_EQ(tree.stat(a)->links, 0u);
    tree.close(a);
    EXPECT_EQ(tree.stat(a).error(), Error::no_entry);
    tree.close(a);
}

TEST_F(TmpfsTree, removes_only_what_was_asked_for) {
    make(root, "file");
    const uint64_t d = make(root, "d", Kind::directory);
    make(d, "x");
    EXPECT_EQ(tree.unlink(root, "d", false, 1).error(), Error::is_directory);
    EXPECT_EQ(tree.unlink(root, "d", true, 1).error(), Error::not_empty);
    EXPECT_EQ(tree.unlink(root, "file", true, 1).error(), Error::not_directory);
    EXPECT_EQ(tree.unlink(root, "none", false, 1).error(), Error::no_entry);
    EXPECT_TRUE(tree.unlink(d, "x", false, 1).ok());
    EXPECT_TRUE(tree.unlink(root, "d", true, 1).ok());
    EXPECT_EQ(tree.stat(root)->links, 2u);
}

TEST_F(TmpfsTree, creates_nothing_in_a_removed_directory) {
    const uint64_t d = make(root, "d", Kind::directory);
    EXPECT_TRUE(tree.open(d).ok());
    EXPECT_TRUE(tree.unlink(root, "d", true, 1).ok());
    EXPECT_EQ(tree.create(d, "x", {}, 1).error(), Error::no_entry);
}

TEST_F(TmpfsTree, renames_and_replaces) {
    const uint64_t a = make(root, "a");
    make(root, "b");
    const uint64_t d = make(root, "d", Kind::directory);
    EXPECT_TRUE(tree.rename(root, "a", root, "b", 2).ok());
    EXPECT_EQ(tree.lookup(root, "b")->index, a);
    EXPECT_TRUE(tree.rename(root, "b", d, "c", 2).ok());
    EXPECT_EQ(tree.lookup(d, "c")->index, a);
    EXPECT_EQ(tree.lookup(root, "b").error(), Error::no_entry);
    EXPECT_EQ(tree.rename(root, "none", root, "x", 2).error(), Error::no_entry);
}

TEST_F(TmpfsTree, refuses_renames_that_posix_refuses) {
    make(root, "file");
    const uint64_t d = make(root, "d", Kind::directory);
    const uint64_t e = make(d, "e", Kind::directory);
    const uint64_t full = make(root, "full", Kind::directory);
    make(full, "x");
    EXPECT_EQ(tree.rename(root, "d", e, "d", 2).error(), Error::invalid);
    EXPECT_EQ(tree.rename(root, "d", d, "d", 2).error(), Error::invalid);
    EXPECT_EQ(tree.rename(root, "d", root, "file", 2).error(), Error::not_directory);
    EXPECT_EQ(tree.rename(root, "file", root, "d", 2).error(), Error::is_directory);
    EXPECT_EQ(tree.rename(root, "d", root, "full", 2).error(), Error::not_empty);
    EXPECT_EQ(tree.stat(root)->links, 4u);
    EXPECT_TRUE(tree.rename(d, "e", root, "e", 2).ok());
    EXPECT_EQ(tree.stat(root)->links, 5u);
    EXPECT_EQ(tree.stat(d)->links, 2u);
}

TEST_F(TmpfsTree, renames_onto_another_name_of_the_same_file_as_nothing) {
    const uint64_t a = make(root, "a");
    EXPECT_TRUE(tree.link(a, root, "b", 1).ok());
    EXPECT_EQ(tree.stat(a)->links, 2u);
    EXPECT_TRUE(tree.rename(root, "a", root, "b", 1).ok());
    EXPECT_TRUE(tree.lookup(root, "a").ok());
    EXPECT_TRUE(tree.unlink(root, "a", false, 1).ok());
    EXPECT_EQ(tree.stat(a)->links, 1u);
    EXPECT_EQ(tree.link(root, root, "r", 1).error(), Error::is_directory);
    EXPECT_EQ(tree.link(a, root, "b", 1).error(), Error::exists);
}

TEST_F(TmpfsTree, lists_every_name_once_while_names_go) {
    for (int i = 0; i < 20; i++)
        make(root, ("name" + std::to_string(i)).c_str());
    EXPECT_EQ(names(root).size(), 20u);
    uint64_t position = 0;
    int removed = 0;
    for (;;) {
        uint8_t buffer[24];
        auto got = tree.read_directory(root, position, buffer);
        ASSERT_TRUE(got.ok());
        if (got->bytes == 0)
            break;
        position = got->position;
        vfs::DirectoryRecord record;
        memcpy(&record, buffer, sizeof record);
        EXPECT_TRUE(
            tree.unlink(root, {reinterpret_cast<char*>(buffer) + sizeof record, record.name_size}, false, 1)
                .ok());
        removed++;
    }
    EXPECT_EQ(removed, 20);
    EXPECT_TRUE(names(root).empty());
}

TEST_F(TmpfsTree, says_when_a_record_does_not_fit) {
    make(root, "a_name_of_some_length");
    uint8_t buffer[24];
    EXPECT_EQ(tree.read_directory(root, 0, buffer).error(), Error::overflow);
}

TEST(TmpfsOptions, accept_a_size_and_nothing_else) {
    EXPECT_EQ(parse_options("")->size, kDefaultQuota);
    EXPECT_EQ(parse_options("size=4096")->size, 4096u);
    EXPECT_EQ(parse_options("size=64k")->size, 65536u);
    EXPECT_EQ(parse_options("size=2G")->size, kMaxQuota);
    for (const char* bad :
         {"size=", "size=0", "size=1T", "size=-1", "size=3G", "size=99999999999", "color=red", "x", ","})
        EXPECT_EQ(parse_options(bad).error(), Error::invalid) << bad;
}

} // namespace
} // namespace tmpfs
