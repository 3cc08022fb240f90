// SPDX-License-Identifier: MIT
#include "servers/vfs/mount_points.hpp"

#include <gtest/gtest.h>

namespace vfs {
namespace {

/// A mounted file system is only compared here, so a number stands for one.
std::shared_ptr<MountedFileSystem> file_system() {
    const auto number = std::make_shared<int>();
    return {number, reinterpret_cast<MountedFileSystem*>(number.get())};
}

class MountPointsTest : public ::testing::Test {
  protected:
    const std::shared_ptr<MountedFileSystem> outer = file_system(), inner = file_system(),
                                             third = file_system();
    const Place root{outer, 1, Kind::directory}, point{outer, 9, Kind::directory};
    const Place inner_root{inner, 1, Kind::directory}, third_root{third, 1, Kind::directory};
    MountPoints points;
};

TEST_F(MountPointsTest, covers_exactly_the_directory_of_a_mount) {
    points.add(point, inner_root);
    EXPECT_TRUE(points.covers(point));
    EXPECT_TRUE(points.cover(point).same_file(inner_root));
    EXPECT_TRUE(points.cover(root).same_file(root));
    EXPECT_TRUE(points.cover({inner, 9, Kind::directory}).same_file({inner, 9, Kind::directory}));
}

TEST_F(MountPointsTest, goes_to_the_top_of_mounts_on_mounts) {
    points.add(point, inner_root);
    points.add(inner_root, third_root);
    EXPECT_TRUE(points.cover(point).same_file(third_root));
    points.remove(third);
    EXPECT_TRUE(points.cover(point).same_file(inner_root));
}

TEST_F(MountPointsTest, knows_where_something_is_mounted) {
    points.add(point, inner_root);
    EXPECT_EQ(points.mounted_in(outer), std::vector{inner});
    EXPECT_TRUE(points.mounted_in(inner).empty());
    points.remove(inner);
    EXPECT_TRUE(points.mounted_in(outer).empty());
    EXPECT_FALSE(points.covers(point));
}

TEST_F(MountPointsTest, finds_a_mount_by_its_name_until_the_name_may_mean_something_else) {
    points.add(point, inner_root);
    EXPECT_EQ(points.named(root, "tmp"), nullptr);
    points.set_name(point, root, "tmp");
    ASSERT_NE(points.named(root, "tmp"), nullptr);
    EXPECT_TRUE(points.named(root, "tmp")->same_file(inner_root));
    EXPECT_EQ(points.named(root, "temp"), nullptr);
    EXPECT_EQ(points.named(inner_root, "tmp"), nullptr);
    points.forget_name(inner_root, "tmp");
    EXPECT_NE(points.named(root, "tmp"), nullptr);
    points.forget_name(root, "tmp");
    EXPECT_EQ(points.named(root, "tmp"), nullptr);
    EXPECT_TRUE(points.covers(point)); // it is still mounted
}

TEST_F(MountPointsTest, a_mount_without_a_known_name_is_not_found_under_the_empty_one) {
    points.add(point, inner_root);
    EXPECT_EQ(points.named({}, ""), nullptr);
}

TEST_F(MountPointsTest, a_name_is_gone_with_its_mount) {
    points.add(point, inner_root);
    points.set_name(point, root, "tmp");
    points.remove(inner);
    EXPECT_EQ(points.named(root, "tmp"), nullptr);
}

} // namespace
} // namespace vfs
