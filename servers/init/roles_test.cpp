// SPDX-License-Identifier: MIT
#include "servers/init/configuration.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace init {
namespace {

/// What is wrong with a line; "": nothing.
std::string problem(std::string_view line) {
    const Configuration configuration = parse_configuration(line);
    return configuration.problems.empty() ? "" : configuration.problems[0].text;
}

TEST(Roles, of_a_server_are_accepted_beside_its_other_options) {
    const Configuration configuration =
        parse_configuration("server devfs /srv/devfs restart=always provides=vfs.fs,device_registration "
                            "uses=naming serving=vfs.fs>devfs.device pool=4");
    EXPECT_TRUE(configuration.problems.empty()) << configuration.problems[0].text;
    ASSERT_EQ(configuration.statements.size(), 1u);
    EXPECT_EQ(std::get<Server>(configuration.statements[0]).command, std::vector<std::string>{"/srv/devfs"});
}

TEST(Roles, of_tasks_that_init_does_not_start_are_no_statements) {
    const Configuration configuration = parse_configuration("boot vfs provides=vfs.vfs\n"
                                                            "program sh uses=vfs.vfs,loader.loader\n"
                                                            "waive a/x.y -> b/x.z because \"it is proved\"\n"
                                                            "talks usb pci.pci \"claim give_memory*\"");
    EXPECT_TRUE(configuration.problems.empty()) << configuration.problems[0].text;
    EXPECT_TRUE(configuration.statements.empty());
}

TEST(Roles, every_mistake_is_named) {
    EXPECT_EQ(problem("boot"), "boot needs a name");
    EXPECT_EQ(problem("boot vfs /srv/vfs"), "unknown option '/srv/vfs'");
    EXPECT_EQ(problem("boot vfs provides="), "bad value in 'provides='");
    EXPECT_EQ(problem("boot vfs provides=Vfs"), "bad value in 'provides=Vfs'");
    EXPECT_EQ(problem("boot vfs provides=a.b.c"), "bad value in 'provides=a.b.c'");
    EXPECT_EQ(problem("boot vfs uses=a,,b"), "bad value in 'uses=a,,b'");
    EXPECT_EQ(problem("boot vfs serving=a"), "bad value in 'serving=a'");
    EXPECT_EQ(problem("boot vfs serving=a>b>c"), "bad value in 'serving=a>b>c'");
    EXPECT_EQ(problem("boot vfs pool=0"), "bad value in 'pool=0'");
    EXPECT_EQ(problem("boot vfs pool=many"), "bad value in 'pool=many'");
    EXPECT_EQ(problem("boot vfs rights=trace"), "unknown option 'rights=trace'");
    EXPECT_EQ(problem("server a /a colour=red"), "unknown option 'colour=red'");
    const std::string form = "waive needs NAME/INTERFACE -> NAME/INTERFACE because \"REASON\"";
    EXPECT_EQ(problem("waive"), form);
    EXPECT_EQ(problem("waive a/b -> c because x"), form);
    EXPECT_EQ(problem("waive a/b to c/d because x"), form);
    EXPECT_EQ(problem("waive a/b -> c/d because \"\""), "waive needs a reason");
    EXPECT_EQ(problem("talks usb pci.pci"),
              "talks needs a name, an interface and the order of its calls in quotation marks");
}

TEST(Roles, of_this_system_have_no_problem) {
    std::ifstream file(SYSTEM_DESCRIPTION);
    std::stringstream text;
    text << file.rdbuf();
    const Configuration configuration = parse_configuration(text.str());
    EXPECT_GT(configuration.statements.size(), 10u);
    for (const Problem& problem : configuration.problems)
        ADD_FAILURE() << "line " << problem.line << ": " << problem.text;
}

} // namespace
} // namespace init
