// SPDX-License-Identifier: MIT
#include "fibrils/idl/testing.hpp"

namespace idl {
namespace {

std::string changed(const Compiled& now, const Compiled& then) {
    EXPECT_EQ(now.reports(), "");
    EXPECT_EQ(then.reports(), "");
    Compiled result("");
    result.diagnostics = {};
    check_frozen(now.program, then.program, result.diagnostics);
    return result.reports();
}

/// Reports when the members of a released interface become other ones of a version 2.
std::string from_to(const std::string& then, const std::string& now) {
    const std::string head = "namespace test;\ninterface thing \"thng\" version ";
    return changed(Compiled(head + "2 {\n" + now + "\n}"), Compiled(head + "1 {\n" + then + "\n}"));
}

std::string declarations_from_to(const std::string& then, const std::string& now) {
    return changed(Compiled("namespace test;\n" + now), Compiled("namespace test;\n" + then));
}

TEST(Frozen, lets_a_description_be_as_it_was) {
    const std::string members =
        "call 0 x(u8 a) in text b[<= 3] inline -> (u8 c) throws io; retired 3; connect 1 y(u8 a);";
    EXPECT_EQ(changed(with_method(members), with_method(members)), "");
}

TEST(Frozen, lets_names_and_texts_change_without_a_new_version) {
    EXPECT_EQ(
        changed(with_method("/// Better.\ncall 0 new_name(u8 new_field);"), with_method("call 0 x(u8 a);")),
        "");
}

TEST(Frozen, wants_a_new_version_for_what_travels) {
    EXPECT_EQ(changed(with_method("call 0 x(); call 1 y();"), with_method("call 0 x();")), "I304 2:32");
    EXPECT_EQ(changed(with_method("call 0 x() throws io;"), with_method("call 0 x();")), "I304 2:32");
    EXPECT_EQ(from_to("call 0 x();", "call 0 x() throws io; call 1 y();"), "");
    EXPECT_EQ(changed(Compiled("namespace a;\ninterface a \"aaaa\" version 1 { }"),
                      Compiled("namespace a;\ninterface a \"aaaa\" version 2 { }")),
              "I304 2:28");
}

TEST(Frozen, keeps_interfaces_methods_and_retired_ordinals) {
    EXPECT_EQ(declarations_from_to("interface a \"aaaa\" version 1 { }", ""), "I301 1:11");
    EXPECT_EQ(from_to("call 0 x();", ""), "I302 2:11");
    EXPECT_EQ(from_to("call 0 x();", "retired 0;"), "");
    EXPECT_EQ(from_to("retired 3;", "call 3 x();"), "I303 2:11");
}

TEST(Frozen, keeps_fields_where_they_are_and_lets_others_come_behind_them) {
    EXPECT_EQ(from_to("call 0 x(u32 a, u32 b);", "call 0 x(u32 a, u32 b, u8 c);"), "");
    EXPECT_EQ(from_to("call 0 x(u32 a, u32 b);", "call 0 x(u32 a, u8 c, u32 b);"), "I307 3:1");
    EXPECT_EQ(from_to("call 0 x(u32 a);", "call 0 x();"), "I307 3:1");
    // The places and types are those of before, the fields are not.
    EXPECT_EQ(from_to("call 0 x(u32 a, u32 b);", "call 0 x(u32 a, u32 c, u32 b);"), "I307 3:1");
    EXPECT_EQ(from_to("call 0 x(u32 a, u32 b);", "call 0 x(u32 b, u32 a);"), "I307 3:1");
    EXPECT_EQ(from_to("call 0 x(u32 a, u32 b);", "call 0 x(u32 a, u32 c);"), "");
    EXPECT_EQ(from_to("call 0 x(u32 a);", "call 0 x(i32 a);"), "I307 3:1");
    EXPECT_EQ(from_to("call 0 x() -> (u8 a, u8 b);", "call 0 x() -> (u8 a, u16 b);"), "I307 3:1");
    EXPECT_EQ(from_to("call 0 x(); call 1 y(u8 a);", "call 1 x(); call 0 y(u8 a);"), "I307 3:1");
}

TEST(Frozen, keeps_the_class_and_the_promise_that_a_call_may_be_repeated) {
    EXPECT_EQ(from_to("call 0 x();", "post 0 x();"), "I306 3:1");
    EXPECT_EQ(from_to("call 0 x() idempotent;", "call 0 x();"), "I306 3:1");
    EXPECT_EQ(from_to("call 0 x();", "call 0 x() idempotent;"), "");
    EXPECT_EQ(from_to("call 0 x(); call 1 y();", "forward 0 x() to thing.y; call 1 y();"), "");
}

TEST(Frozen, keeps_attachments_in_their_order_and_words) {
    EXPECT_EQ(from_to("call 0 x();", "call 0 x() in text a[<= 3];"), "I308 3:1");
    EXPECT_EQ(
        from_to("call 0 x() in text a[<= 3] in data b[<= 3];", "call 0 x() in data b[<= 3] in text a[<= 3];"),
        "I308 3:12, I308 3:28");
    EXPECT_EQ(from_to("call 0 x(bool a) in text b[<= 3] if a;", "call 0 x(bool a) in text b[<= 3];"),
              "I308 3:18");
    EXPECT_EQ(
        from_to("call 0 x(u8 a) in text b[<= 99] inline;", "call 0 x(u8 a, u64 c) in text b[<= 99] inline;"),
        "I308 3:23");
    EXPECT_EQ(from_to("call 0 x() in text b[<= 99];", "call 0 x() in text b[<= 99] inline;"), "I308 3:12");
}

TEST(Frozen, accepts_all_sizes_that_were_accepted) {
    EXPECT_EQ(from_to("call 0 x() in text a[1 .. 8];", "call 0 x() in text a[<= 9];"), "");
    EXPECT_EQ(from_to("call 0 x() in text a[1 .. 8];", "call 0 x() in text a[1 .. 7];"), "I309 3:12");
    EXPECT_EQ(from_to("call 0 x() in text a[1 .. 8];", "call 0 x() in text a[2 .. 8];"), "I309 3:12");
    EXPECT_EQ(from_to("call 0 x() out text a[<= 8];", "call 0 x() out text a[<= 4];"), "");
    EXPECT_EQ(from_to("call 0 x(u8 n) in handles a[n <= 4];", "call 0 x(u8 n) in handles a[n <= 5];"), "");
    EXPECT_EQ(from_to("call 0 x(u8 n) in handles a[n <= 4];", "call 0 x(u8 n) in handles a[n <= 3];"),
              "I309 3:16");
}

TEST(Frozen, keeps_values_and_records) {
    EXPECT_EQ(declarations_from_to("enum A : u8 { x = 1 }", "enum A : u8 { x = 1, y = 2 }"), "");
    EXPECT_EQ(declarations_from_to("enum A : u8 { x = 1 }", "enum A : u8 { x = 2 }"), "I310 2:19");
    EXPECT_EQ(declarations_from_to("enum A : u8 { x = 1 }", "enum A : u8 { y = 1 }"), "I310 2:6");
    EXPECT_EQ(declarations_from_to("record A { u32 x; u32 y; }", "record A { u32 renamed; u32 y; }"), "");
    EXPECT_EQ(declarations_from_to("record A { u32 x; u32 y; }", "record A { u32 x; u16 y; u16 z; }"),
              "I311 2:23");
    EXPECT_EQ(declarations_from_to("record A { u32 x; }", "record A { u32 x; u32 y; }"), "I311 2:23");
    EXPECT_EQ(declarations_from_to("record A { u32 x; u32 y; }", "record A { u32 x; }"), "I311 2:8");
}

TEST(Frozen, keeps_ways_to_connect) {
    EXPECT_EQ(from_to("connect 0 a(); connect 1 b();", "connect 0 a();"), "I305 2:11");
    EXPECT_EQ(from_to("connect 0 a();", "connect 0 a(u8 x);"), "I305 3:1");
    EXPECT_EQ(from_to("connect 0 a();", "connect 0 a(); connect 1 b();"), "");
    EXPECT_EQ(from_to("call 0 x();", "call 0 x(); connect 0 a();"), "I305 3:13");
}

TEST(Frozen, allows_in_every_state_what_was_allowed_there) {
    const std::string methods = "call 0 x() throws busy; call 1 y(); ";
    const std::string then = methods + "states { start a { x -> b; } b { x; y; } }";
    EXPECT_EQ(from_to(then, methods + "states { start other { x -> next; y; } next { x; y; } }"), "");
    EXPECT_EQ(from_to(then, methods), "");
    EXPECT_EQ(from_to(then, methods + "states { start a { x -> b; } b { y -> a; } }"),
              "I312 3:66, I312 3:52");
    EXPECT_EQ(from_to(then, methods + "states { start a { x -> b on busy -> b; } b { x; y; } }"), "");
    EXPECT_EQ(from_to(methods, methods + "states { start a { x -> b; } b { x; y; } }"), "I312 3:52");
}

} // namespace
} // namespace idl
