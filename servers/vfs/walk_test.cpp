// SPDX-License-Identifier: MIT
#include "servers/vfs/walk.hpp"

#include <gtest/gtest.h>

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
    }

    void add(const std::shared_ptr<MountedFileSystem>& mount, uint64_t directory, const std::string& name,
             uint64_t index, Kind kind, const std::string& text = "") {
        names_[{mount->name, directory, name}] = {mount, index, kind};
        texts_[{mount->name, index}] = text;
    }

    Result<Place> lookup(const Place& directory, std::string_view name) override {
        lookups++;
        const auto found = names_.find({directory.mount->name, directory.index, std::string(name)});
        if (found == names_.end())
            return Error::no_entry;
        return found->second;
    }
    Result<std::string> read_link(const Place& link) override {
        return texts_[{link.mount->name, link.index}];
    }
    Place cover(const Place& place) override {
        return place.mount == outer && place.index == 9 ? Place{inner, 1, Kind::directory} : place;
    }

    std::shared_ptr<MountedFileSystem> outer, inner;
    int lookups = 0;

  private:
    std::map<std::tuple<std::string, uint64_t, std::string>, Place> names_;
    std::map<std::pair<std::string, uint64_t>, std::string> texts_;
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

TEST_F(Walk, goes_down_component_by_component) {
    EXPECT_EQ(find("/"), "/");
    EXPECT_EQ(find("/bin/cat"), "/bin/cat");
    EXPECT_EQ(find("//bin///cat"), "/bin/cat");
    EXPECT_EQ(find("./bin/./cat"), "/bin/cat");
    EXPECT_EQ(files.lookups, 6);
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
