// SPDX-License-Identifier: MIT
#include "fibrils/idl/testing.hpp"

namespace idl {
namespace {

TEST(Parser, reads_every_part_of_a_method) {
    const Compiled c(R"(/// Tests.
namespace test;
record Entry { u64 number; }
interface back "back" version 1 { event 0 changed(u32 number); }
interface thing "thng" version 3 {
    cloned;
    retired 7;
    connect 1 again(u64 number) in busy;
    connect * any(u32 which, u64 more);
    /// What it does.
    call 2 work(u8 count, bool wanted)
        in data name[1 .. 32] in array Entry entries[<= 4] if wanted in handles handles[count <= 2 * 8] in callback back in ping alive
        out text text[<= 64K] streamed passed to thing.rest
        -> (u32 done) throws busy, io calls back, thing.rest parks;
    call 3 rest() out text text[<= 64K] idempotent;
    states {
        start idle { work -> busy on io -> idle; rest; }
        busy { rest -> idle; }
    }
}
)");
    EXPECT_EQ(c.shown(), "");
    const Interface& thing = *c.program.units[0]->interfaces[1];
    EXPECT_EQ(thing.version.value, 3u);
    EXPECT_TRUE(thing.is_cloned);
    EXPECT_EQ(thing.retired.at(0).value, 7u);
    EXPECT_EQ(thing.connects.at(0).state.text, "busy");
    EXPECT_EQ(shown(thing.connects.at(1).slots), "which 2.0:32, more 3.0:64");
    const Method& work = thing.methods.at(0);
    EXPECT_EQ(work.documentation, "What it does.");
    EXPECT_EQ(work.number, 1026u);
    ASSERT_EQ(work.attachments.size(), 6u);
    EXPECT_EQ(work.attachments[0].least, 1u);
    EXPECT_EQ(work.attachments[1].most, 32u);
    EXPECT_EQ(work.attachments[1].test, Attachment::Test::set);
    EXPECT_EQ(work.attachments[2].most_handles, 16u);
    EXPECT_EQ(work.attachments[3].callback->name.text, "back");
    EXPECT_TRUE(work.attachments[5].is_streamed);
    EXPECT_EQ(work.attachments[5].passed_to->method->name.text, "rest");
    EXPECT_EQ(work.errors.size(), 2u);
    EXPECT_EQ(work.calls.at(0).method, nullptr);
    EXPECT_EQ(work.calls.at(1).method->name.text, "rest");
    EXPECT_TRUE(work.parks);
    EXPECT_EQ(thing.states.at(0).transitions.at(0).errors.at(0).target.text, "idle");
}

TEST(Parser, reports_what_it_expected_and_what_it_found) {
    EXPECT_EQ(Compiled("namespace test;\nconst a 1;\n").shown(),
              "a.idl:2:9: error I105: expected `=`, found `1`\n"
              "    2 | const a 1;\n"
              "      |         ^\n");
    EXPECT_EQ(Compiled("namespace test;\nconst a =").reports(), "I105 2:10");
    EXPECT_EQ(Compiled("namespace test;\n}").reports(), "I105 2:1");
    EXPECT_EQ(Compiled("namespace test;\nstruct A { u8 a; } x").reports(), "I105 2:20");
    EXPECT_EQ(with_method("call 0 x() in file name[<= 3];").reports(), "I105 3:15");
    EXPECT_EQ(with_method("send 0 x();").reports(), "I105 3:1");
    EXPECT_EQ(with_method("states { }").reports(), "I105 3:10");
}

TEST(Parser, reports_one_mistake_a_declaration_and_goes_on_behind_it) {
    const Compiled c(
        "namespace test;\nconst a = ;\nstruct B { u8; u16; }\nconst b = 2;\n"
        "interface thing \"thng\" version 1 {\n call 0 (); call 1 x(u8);\n call 2 y();\n}\nconst = 3;\n");
    EXPECT_EQ(c.reports(), "I105 2:11, I105 3:14, I105 6:9, I105 6:24, I105 9:7");
    EXPECT_EQ(c.interface().methods.size(), 1u);
}

TEST(Parser, refuses_a_file_that_does_not_begin_with_its_namespace) {
    EXPECT_EQ(Compiled("").reports(), "I108 1:1");
    EXPECT_EQ(Compiled("const a = 1;\n").reports(), "I108 1:1");
    EXPECT_EQ(Compiled("namespace a;\nnamespace b;\n").reports(), "I105 2:1");
}

TEST(Parser, refuses_documentation_that_belongs_to_nothing) {
    EXPECT_EQ(Compiled("namespace test;\nconst a = /// What?\n1;").reports(), "I107 2:11");
    EXPECT_EQ(Compiled("namespace test;\n/// The end.\n").reports(), "I107 2:1");
    EXPECT_EQ(Compiled("namespace test;\n/// Imports.\nimport \"b.idl\";").reports(), "I111 3:8");
}

TEST(Parser, refuses_a_clause_that_was_said_already) {
    EXPECT_EQ(with_method("call 0 x() throws io parks throws busy;").reports(), "I110 3:28");
    EXPECT_EQ(with_method("call 0 x() parks parks;").reports(), "I110 3:18");
    EXPECT_EQ(with_method("call 0 x() in text a[<= 1] inline inline;").reports(), "I110 3:35");
    EXPECT_EQ(with_method("cloned; cloned;").reports(), "I110 3:9");
    EXPECT_EQ(with_method("states { start a { } } states { b { } }").reports().substr(0, 9), "I110 3:24");
}

TEST(Parser, wants_attachments_before_the_answer) {
    EXPECT_EQ(with_method("call 0 x() -> (u8 a) in text b[<= 3];").reports(), "I109 3:22");
    EXPECT_EQ(with_method("call 0 x() throws io out text b[<= 3];").reports(), "I109 3:22");
}

TEST(Parser, bounds_expressions_so_that_nobody_can_exhaust_its_stack) {
    const auto constant = [](const std::string& value) {
        return Compiled("namespace test;\nconst a = " + value + ";\n");
    };
    std::string sum = "1";
    for (int count = 0; count < 100; count++)
        sum += "+1";
    EXPECT_EQ(constant(sum).reports(), "");
    EXPECT_EQ(constant(sum + "+1").reports(), "I106 2:213");
    EXPECT_EQ(constant(std::string(40, '(') + "1" + std::string(40, ')')).reports(), "I106 2:43");
    EXPECT_EQ(constant(std::string(100000, '~') + "1").reports(), "I106 2:43");
}

TEST(Parser, takes_words_of_the_language_as_names) {
    EXPECT_EQ(with_method("call 0 call(u8 data, u8 version, u8 limit, u8 event) in text text[<= 3] -> (u8 "
                          "connect) throws limit;")
                  .reports(),
              "");
}

} // namespace
} // namespace idl
