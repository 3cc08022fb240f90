// SPDX-License-Identifier: MIT
#include "servers/vfs/walk.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <map>

namespace vfs {

struct MountedFileSystem {
    std::string name;
};

namespace {

/// Two file systems in memory: paths are "fs:/a/b", what ends in '/' is a directory, "x -> y" a link.
class FakeResolver : public Resolver {
  public:
    FakeResolver() {
        outer = std::make_shared<MountedFileSystem>(MountedFileSystem{"outer"});
        inner = std::make_shared<MountedFileSystem>(MountedFileSystem{"inner"});
        inner_root_ = {inner, 1, Kind::directory};
    }

    void add(const std::shared_ptr<MountedFileSystem>& mount, uint64_t directory, const std::string& name,
             uint64_t index, Kind kind, const std::string& text = "") {
        names_[{mount->name, directory, name}] = {mount, index, kind};
        texts_[{mount->name, index}] = text;
    }

    Result<LookupAnswer> lookup(const Place& directory, std::string_view names,
                                OpenFlags open_flags) override {
        lookups.emplace_back(names);
        LookupAnswer found{.kind = Kind::directory};
        uint64_t at = directory.index;
        for (std::string_view rest = names; found.kind == Kind::directory && !rest.empty();) {
            const std::string_view name = rest.substr(0, rest.find('/'));
            rest.remove_prefix(std::min(rest.size(), name.size() + 1));
            const auto next = names_.find({directory.mount->name, at, std::string(name)});
            if (next == names_.end()) {
                found.error = int32_t(Error::no_entry);
                break;
            }
            at = found.indices[found.count++] = next->second.index;
            found.kind = next->second.kind;
            found.opened = open_flags != 0 && rest.empty() && found.kind == Kind::regular;
        }
        if (found.opened)
            open++;
        if (on_lookup)
            on_lookup();
        return found;
    }
    void close(const Place& file, OpenFlags) override {
        EXPECT_EQ(file.kind, Kind::regular);
        open--;
    }
    Result<std::string> read_link(const Place& link) override {
        return texts_[{link.mount->name, link.index}];
    }
    Place cover(const Place& place) override {
        return place.mount == outer && place.index == covered ? Place{inner, 1, Kind::directory} : place;
    }
    const Place* mounted_on(const Place& directory, std::string_view name) override {
        return directory.mount == outer && directory.index == 1 && name == known_name ? &inner_root_
                                                                                      : nullptr;
    }

    std::shared_ptr<MountedFileSystem> outer, inner;
    uint64_t covered = 9;
    std::string known_name;           // of the covered directory
    std::vector<std::string> lookups; // what was asked
    int open = 0;                     // files
    std::function<void()> on_lookup;  // while the answer is on its way

  private:
    std::map<std::tuple<std::string, uint64_t, std::string>, Place> names_;
    std::map<std::pair<std::string, uint64_t>, std::string> texts_;
    Place inner_root_;
};

class Walk : public ::testing::Test {
  protected:
    Walk() {
        root.push_back({"", {files.outer, 1, Kind::directory}});
        files.add(files.outer, 1, "bin", 2, Kind::directory);
        files.add(files.outer, 2, "cat", 3, Kind::regular);
        files.add(files.outer, 1, "tmp", 9, Kind::directory); // the mount point
        files.add(files.inner, 1, "x", 5, Kind::directory);
        files.add(files.inner, 5, "y", 6, Kind::regular);
        files.add(files.outer, 1, "absolute", 10, Kind::link, "/bin");
        files.add(files.outer, 2, "relative", 11, Kind::link, "../tmp/x");
        files.add(files.outer, 1, "loop", 12, Kind::link, "loop");
        files.add(files.outer, 1, "dangling", 13, Kind::link, "nothing");
        files.add(files.outer, 1, "slashed", 14, Kind::link, "/bin/");
        files.add(files.outer, 9, "x", 15, Kind::directory); // beneath the mount
        files.add(files.outer, 15, "y", 16, Kind::regular);
        files.add(files.outer, 1, "a", 20, Kind::directory);
        files.add(files.outer, 20, "b", 21, Kind::directory);
        files.add(files.outer, 21, "c", 22, Kind::directory);
        files.add(files.outer, 22, "d", 23, Kind::directory);
        files.add(files.outer, 23, "e", 24, Kind::regular);
        files.add(files.outer, 20, "up", 25, Kind::link, "../bin");
    }

    std::string find(const std::string& path, const Trail& start, bool follow = true) {
        auto found = Walker(files, root, start).find(path, follow);
        return found.ok() ? path_of(found.value()) : abi::describe(found.error());
    }
    std::string find(const std::string& path) { return find(path, root); }
    Error error(const std::string& path) { return Walker(files, root, root).find(path, true).error(); }
    std::string parent(const std::string& path) {
        auto found = Walker(files, root, root).find_parent(path);
        if (!found.ok())
            return abi::describe(found.error());
        return path_of(found->trail) + " " + found->name + (found->must_be_directory ? "/" : "");
    }

    FakeResolver files;
    Trail root;
};

using Names = std::vector<std::string>;

TEST_F(Walk, asks_a_file_system_for_as_many_names_as_are_its_own) {
    EXPECT_EQ(find("/"), "/");
    EXPECT_EQ(files.lookups, Names{});
    EXPECT_EQ(find("/bin/cat"), "/bin/cat");
    EXPECT_EQ(files.lookups, Names{"bin/cat"});
    files.lookups.clear();
    EXPECT_EQ(find("/a/b/c/d/e"), "/a/b/c/d/e");
    EXPECT_EQ(files.lookups, (Names{"a/b/c/d", "e"}));
    files.lookups.clear();
    EXPECT_EQ(find("/tmp/x/y"), "/tmp/x/y");
    EXPECT_EQ(files.lookups, (Names{"tmp/x/y", "x/y"}));
}

TEST_F(Walk, never_sends_dots_or_double_slashes) {
    EXPECT_EQ(find("//bin///cat"), "/bin/cat");
    EXPECT_EQ(find("./bin/./cat"), "/bin/cat");
    EXPECT_EQ(find("a/b/../b/c"), "/a/b/c");
    EXPECT_EQ(files.lookups, (Names{"bin", "cat", "bin", "cat", "a/b", "b/c"}));
}

TEST_F(Walk, does_not_ask_for_a_name_that_is_known_to_be_a_mount) {
    files.known_name = "tmp";
    auto found = Walker(files, root, root).find("/tmp/x/y", true);
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(found->back().place.mount, files.inner);
    EXPECT_EQ(path_of(found.value()), "/tmp/x/y");
    EXPECT_EQ(files.lookups, Names{"x/y"});
    EXPECT_EQ(find("/tmp"), "/tmp");
    EXPECT_EQ(find("/tmp/"), "/tmp");
    EXPECT_EQ(find("/tmp/.."), "/");
    EXPECT_EQ(files.lookups, Names{"x/y"});
}

TEST_F(Walk, an_error_beneath_a_mount_is_none) {
    files.add(files.inner, 1, "z", 7, Kind::regular);
    EXPECT_EQ(find("/tmp/z"), "/tmp/z");
    EXPECT_EQ(files.lookups, (Names{"tmp/z", "z"}));
}

TEST_F(Walk, an_error_behind_a_link_or_a_file_is_found_where_it_is) {
    EXPECT_EQ(find("/a/up/cat"), "/bin/cat");
    EXPECT_EQ(error("/a/up/none"), Error::no_entry);
    EXPECT_EQ(error("/a/b/none/c"), Error::no_entry);
    EXPECT_EQ(error("/a/none/" + std::string(256, 'n')), Error::no_entry);
    EXPECT_EQ(error("/a/b/" + std::string(256, 'n')), Error::name_too_long);
    EXPECT_EQ(error("/bin/cat/" + std::string(256, 'n')), Error::not_directory);
}

TEST_F(Walk, opens_what_the_last_name_names_with_the_same_lookup) {
    const auto opens = [&](const std::string& path) {
        Walker walker(files, root, root);
        auto found = walker.find(path, true, kOpenRead);
        return found.ok() && walker.opened();
    };
    EXPECT_TRUE(opens("/bin/cat"));
    EXPECT_TRUE(opens("/tmp/x/y"));
    EXPECT_TRUE(opens("/bin/relative/y"));
    EXPECT_TRUE(opens("/a/b/c/d/e"));
    EXPECT_EQ(files.open, 4);
    for (const char* not_opened : {"/bin", "/bin/cat/", "/bin/cat/.", "/bin/none", "/a/b/", "/"})
        EXPECT_FALSE(opens(not_opened)) << not_opened;
    EXPECT_EQ(files.open, 4);
}

TEST_F(Walk, closes_again_what_it_opened_beneath_a_mount) {
    Walker walker(files, root, root);
    ASSERT_TRUE(walker.find("/tmp/x/y", true, kOpenRead).ok());
    EXPECT_TRUE(walker.opened()); // the one of the inner file system
    EXPECT_EQ(files.open, 1);
    EXPECT_FALSE(walker.find("/tmp/x/none", true, kOpenRead).ok());
    EXPECT_FALSE(walker.opened());
    EXPECT_EQ(files.open, 1);
}

TEST_F(Walk, sees_what_is_mounted_while_a_file_system_answers) {
    files.covered = 0;
    files.on_lookup = [&] { files.covered = 9; };
    auto found = Walker(files, root, root).find("/tmp/x/y", true);
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(found->back().place.mount, files.inner);
}

TEST_F(Walk, does_not_go_on_for_ever_with_a_file_system_that_finds_nothing) {
    class Idle : public FakeResolver {
        Result<LookupAnswer> lookup(const Place&, std::string_view, OpenFlags) override {
            return LookupAnswer{};
        }
    } idle;
    EXPECT_EQ(Walker(idle, root, root).find("/bin", true).error(), Error::protocol);
}

TEST_F(Walk, takes_no_more_from_a_file_system_than_it_asked_for) {
    class Eager : public FakeResolver {
        Result<LookupAnswer> lookup(const Place&, std::string_view, OpenFlags) override {
            return LookupAnswer{.count = kMaxLookupNames, .kind = Kind::regular, .indices = {7, 8, 9, 10}};
        }
    } eager;
    const Trail trail{{"", {eager.outer, 1, Kind::directory}}};
    auto found = Walker(eager, trail, trail).find("/bin/x", true);
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(path_of(found.value()), "/bin/x");
}

TEST_F(Walk, goes_up_without_asking_and_not_above_the_root) {
    EXPECT_EQ(find("/../../bin/.."), "/");
    EXPECT_EQ(find("/tmp/x/../.."), "/");
    EXPECT_EQ(find("/tmp/x/.."), "/tmp");
}

TEST_F(Walk, crosses_into_what_is_mounted) {
    auto found = Walker(files, root, root).find("/tmp/x/y", true);
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(found->back().place.mount, files.inner);
    EXPECT_EQ(found->back().place.index, 6u);
    EXPECT_EQ(path_of(found.value()), "/tmp/x/y");
}

TEST_F(Walk, begins_relative_paths_at_the_start) {
    const Trail start = Walker(files, root, root).find("/tmp/x", true).value();
    EXPECT_EQ(find("y", start), "/tmp/x/y");
    EXPECT_EQ(find("../../bin", start), "/bin");
    EXPECT_EQ(find("/bin", start), "/bin");
    EXPECT_EQ(find(".", start), "/tmp/x");
}

TEST_F(Walk, follows_links_in_the_middle_always_and_at_the_end_if_asked) {
    EXPECT_EQ(find("/absolute/cat"), "/bin/cat");
    EXPECT_EQ(find("/bin/relative/y"), "/tmp/x/y");
    EXPECT_EQ(find("/absolute"), "/bin");
    EXPECT_EQ(find("/absolute", root, false), "/absolute");
    EXPECT_EQ(find("/absolute/", root, false), "/bin");
    EXPECT_EQ(find("/slashed"), "/bin");
}

TEST_F(Walk, names_what_is_wrong) {
    EXPECT_EQ(error(""), Error::no_entry);
    EXPECT_EQ(error("/none"), Error::no_entry);
    EXPECT_EQ(error("/none/x"), Error::no_entry);
    EXPECT_EQ(error("/bin/cat/x"), Error::not_directory);
    EXPECT_EQ(error("/bin/cat/"), Error::not_directory);
    EXPECT_EQ(error("/bin/cat/."), Error::not_directory);
    EXPECT_EQ(error("/bin/cat/.."), Error::not_directory);
    EXPECT_EQ(error("/dangling"), Error::no_entry);
    EXPECT_EQ(error("/loop"), Error::too_many_links);
    EXPECT_EQ(error("/" + std::string(256, 'n')), Error::name_too_long);
    EXPECT_EQ(error(std::string(4097, '/')), Error::name_too_long);
    EXPECT_EQ(error(std::string("/bin\0/cat", 9)), Error::invalid);
}

TEST_F(Walk, finds_the_directory_of_a_name_that_need_not_exist) {
    EXPECT_EQ(parent("/new"), "/ new");
    EXPECT_EQ(parent("new"), "/ new");
    EXPECT_EQ(parent("/bin/new"), "/bin new");
    EXPECT_EQ(parent("/tmp/x/new//"), "/tmp/x new/");
    EXPECT_EQ(parent("/absolute/new"), "/bin new");
    EXPECT_EQ(parent("/absolute"), "/ absolute"); // the last link is not followed
    EXPECT_EQ(parent("/none/new"), abi::describe(Error::no_entry));
    EXPECT_EQ(parent("/bin/cat/new"), abi::describe(Error::not_directory));
    for (const char* nameless : {"/", ".", "..", "/bin/..", "/bin/.", "//"})
        EXPECT_EQ(parent(nameless), abi::describe(Error::invalid)) << nameless;
}

} // namespace
} // namespace vfs
