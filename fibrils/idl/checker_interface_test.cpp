// SPDX-License-Identifier: MIT
#include "fibrils/idl/errors.hpp"
#include "fibrils/idl/testing.hpp"

namespace idl {
namespace {

TEST(Errors, are_all_that_the_kernel_has) {
    int next = 1;
    for (const auto& [name, error] : errors())
        EXPECT_EQ(int(error), next++) << name;
    EXPECT_STREQ(abi::describe(abi::Error(next)), abi::describe(abi::Error(100000))) << "there are more";
    EXPECT_EQ(find_error("ok"), std::nullopt);
}

TEST(Interface, has_four_letters_of_its_own) {
    const auto letters = [](const std::string& text) {
        return Compiled("namespace test;\ninterface a " + text + " version 1 { }");
    };
    EXPECT_EQ(letters("\"vfs \"").reports(), "");
    EXPECT_EQ(letters("\"vfs \"").interface().id, 0x20736676u);
    EXPECT_EQ(letters("\"vfs\"").reports(), "I216 2:13");
    EXPECT_EQ(letters("\"\xc3\xa4\xc3\xb6\"").reports(), "I216 2:13");
    EXPECT_EQ(letters("\"aaaa\" version 1 { }\ninterface b \"aaaa\"").reports(), "I217 3:13");
}

TEST(Interface, has_a_version) {
    EXPECT_EQ(Compiled("namespace test;\ninterface a \"aaaa\" version 0 { }").reports(), "I218 2:28");
    EXPECT_EQ(Compiled("namespace test;\ninterface a \"aaaa\" version 65536 { }").reports(), "I218 2:28");
}

TEST(Ordinals, are_small_and_never_used_twice) {
    EXPECT_EQ(with_method("call 999 x();").method().number, 2023u);
    EXPECT_EQ(with_method("call 1000 x();").reports(), "I218 3:6");
    EXPECT_EQ(with_method("call 1 x(); call 2 y(); call 1 z();").reports(), "I219 3:30");
    EXPECT_EQ(with_method("retired 1; call 1 x();").reports(), "I219 3:17");
    EXPECT_EQ(with_method("call 1 x(); retired 1;").reports(), "I219 3:6");
}

TEST(Posts, have_nothing_that_comes_back) {
    EXPECT_EQ(with_method("post 0 x(u8 a) in text b[<= 3];").reports(), "");
    EXPECT_EQ(with_method("post 0 x() out text b[<= 3] -> (u8 a) throws io parks;").reports(),
              "I220 3:33, I220 3:46, I220 3:1, I220 3:12");
    EXPECT_EQ(with_method("event 0 x() -> (u8 a);").reports(), "I220 3:17");
}

TEST(Throws, names_errors_that_a_handler_can_answer) {
    EXPECT_EQ(with_method("call 0 x() throws busy, no_such, ok;").reports(), "I221 3:25, I221 3:34");
    EXPECT_EQ(with_method("call 0 x() throws hung_up, forward_failed;").reports(), "I221 3:19, I221 3:28");
    EXPECT_EQ(with_method("call 0 x() throws busy, busy;").reports(), "I238 3:25");
}

TEST(Calls, names_what_exists) {
    EXPECT_EQ(with_method("call 0 x() calls thing, thing.y; call 1 y();").reports(), "");
    EXPECT_EQ(with_method("call 0 x() calls none, thing.none, test.thing.x.y;").reports(),
              "I222 3:18, I222 3:24, I222 3:36");
    EXPECT_EQ(with_method("call 0 x() calls thing, thing;").reports(), "I238 3:25");
    const Compiled c(
        {{"a.idl",
          "namespace a;\nimport \"b.idl\";\ninterface a \"aaaa\" version 1 { call 0 x() calls b.b.y, b.b; }"},
         {"b.idl", "namespace b;\ninterface b \"bbbb\" version 1 { call 0 y(); }"}});
    EXPECT_EQ(c.reports(), "");
    EXPECT_EQ(c.method().calls[0].method->name.text, "y");
}

TEST(Idempotent, is_no_call_that_moves_a_handle) {
    EXPECT_EQ(with_method("call 0 x() in handle a idempotent;").reports(), "I239 3:12");
    EXPECT_EQ(with_method("call 0 x() in text a[<= 3] idempotent;").reports(), "");
}

TEST(Forward, goes_to_a_method_that_takes_the_same_words_and_nothing_else) {
    const auto forward = [](const std::string& text) {
        return Compiled(
            "namespace test;\ninterface back \"back\" version 1 { call 0 go(u32 a) -> (u8 c); call 1 "
            "plain(); call 2 more() in ping a; }\n"
            "interface front \"frnt\" version 1 {\n" +
            text + "\n}");
    };
    EXPECT_EQ(forward("forward 3 run(u32 where) -> (u8 what) to back.go;").reports(), "");
    EXPECT_EQ(forward("forward 3 run(u16 where) -> (i8 what) to back.go;").reports(), "I224 4:42, I224 4:42");
    EXPECT_EQ(forward("forward 3 run() to back.more;").reports(), "I224 4:20");
    EXPECT_EQ(forward("forward 3 run();").reports(), "I223 4:1");
    EXPECT_EQ(forward("call 3 run() to back.plain;").reports(), "I223 4:17");
    EXPECT_EQ(forward("forward 3 run() to back;").reports(), "I222 4:20");
    EXPECT_EQ(forward("forward 3 run() in ping a to back.plain;").reports(), "I229 4:17");
}

TEST(Connect, carries_at_most_one_number_a_word) {
    EXPECT_EQ(with_method("connect 0 a(); connect 1 b(u64 x); connect * c(u32 x, u64 y);").reports(), "");
    EXPECT_EQ(with_method("connect 0 a(u8 x, u8 y);").reports(), "I230 3:1");
    EXPECT_EQ(with_method("connect * a();").reports(), "I230 3:1");
    EXPECT_EQ(with_method("connect 0 a(u8 x[2]);").reports(), "I230 3:16");
    EXPECT_EQ(with_method("connect 0 a(); connect 0 b();").reports(), "I230 3:16");
    EXPECT_EQ(with_method("connect * a(u8 x); connect * b(u8 y);").reports(), "I230 3:20");
    EXPECT_EQ(with_method("connect 0 a() in none;").reports(), "I231 3:18");
}

TEST(States, allow_each_method_somewhere_and_are_all_reachable) {
    EXPECT_EQ(
        with_method("call 0 x(); call 1 y(); event 2 z(); states { start a { x -> b; } b { y; } }").reports(),
        "");
    EXPECT_EQ(with_method("call 0 x(); call 1 y(); states { start a { x; } }").reports(), "I232 3:13");
    EXPECT_EQ(with_method("call 0 x(); states { start a { x; } b { x; } }").reports(), "I233 3:37");
    EXPECT_EQ(with_method("call 0 x(); connect 0 c() in b; states { start a { x; } b { x; } }").reports(),
              "");
    EXPECT_EQ(with_method("call 0 x(); states { a { x; } }").reports().substr(0, 9), "I234 3:22");
    EXPECT_EQ(with_method("call 0 x(); states { start a { x -> b; } start b { x; } }").reports(),
              "I234 3:28");
}

TEST(States, name_methods_states_and_errors_that_exist) {
    EXPECT_EQ(with_method("call 0 x(); states { start a { x -> none; } }").reports(), "I231 3:37");
    EXPECT_EQ(with_method("call 0 x(); states { start a { x; y; } }").reports(), "I231 3:35");
    EXPECT_EQ(with_method("call 0 x(); event 1 y(); states { start a { x; y; } }").reports(), "I231 3:48");
    EXPECT_EQ(
        with_method("call 0 x() throws busy; states { start a { x on busy -> a on io -> a; } }").reports(),
        "I235 3:62");
    EXPECT_EQ(with_method("call 0 x(); states { start a { x on limit -> a on protocol -> a; } }").reports(),
              "");
}

TEST(States, that_allow_nothing_say_why) {
    EXPECT_EQ(with_method("call 0 x(); states { start a { x -> b; } b { } }").reports(), "I236 3:42");
    EXPECT_EQ(with_method("call 0 x(); states { start a { x -> b; }\n/// It is over.\nb { } }").reports(),
              "");
}

} // namespace
} // namespace idl
