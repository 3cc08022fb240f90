// SPDX-License-Identifier: MIT
#include "fibrils/idl/testing.hpp"

namespace idl {
namespace {

/// Declarations that begin on line 2.
Compiled with(const std::string& declarations) {
    return Compiled("namespace test;\n" + declarations);
}

TEST(Names, say_what_they_are_names_of_by_how_they_are_written) {
    EXPECT_EQ(with("const Size = 1;").reports(), "I200 2:7");
    EXPECT_EQ(with("struct pair { u8 a; }").reports(), "I200 2:8");
    EXPECT_EQ(with("struct Pair { u8 a_; u8 b__c; u8 _d; u8 e_1; u8 g_h1; }").reports(),
              "I200 2:18, I200 2:25, I200 2:34, I200 2:41");
    EXPECT_EQ(Compiled("namespace Test;").reports(), "I200 1:11");
    EXPECT_EQ(with_method("call 0 doIt(u8 A) -> (u8 B);").reports(), "I200 3:8, I200 3:16, I200 3:26");
}

TEST(Names, are_not_words_of_cpp) {
    EXPECT_EQ(with_method("call 0 delete(u8 new);").reports(), "I201 3:8, I201 3:18");
    EXPECT_EQ(with_method("call 0 major();").reports(), "I201 3:8");
    EXPECT_EQ(with_method("call 0 x(u8 std, u8 uint8_t);").reports(), "I201 3:13, I201 3:21");
    EXPECT_EQ(Compiled({{"a.idl", "namespace a;\nimport \"b.idl\";\nstruct A { u8 a; u8 b; }"},
                        {"b.idl", "namespace b;"}})
                  .reports(),
              "I201 3:21");
}

TEST(Names, are_unique_where_they_are_looked_up) {
    EXPECT_EQ(with("const a = 1; enum A : u8 { x = 1 } struct A { u8 x; }").reports(), "I202 2:43");
    EXPECT_EQ(with("enum A : u8 { x = 1, x = 2 }").reports(), "I202 2:22");
    EXPECT_EQ(with("struct A { u8 x; u8 x; }").reports(), "I202 2:21");
    EXPECT_EQ(with_method("call 0 x(); call 1 x();").reports(), "I202 3:20");
    EXPECT_EQ(with_method("call 0 x(u8 a, u8 b) in text a[<= 1];").reports(), "I202 3:30");
    EXPECT_EQ(with_method("call 0 x(u8 a) -> (u8 a);").reports(), "");
    EXPECT_EQ(with_method("call 0 x(); states { start a { x; } a { x; } }").reports(), "I202 3:37");
    EXPECT_EQ(with_method("call 0 x(); states { start a { x; x; } }").reports(), "I202 3:35");
}

TEST(Names, of_imported_files_are_reached_through_their_namespace) {
    const std::string other = "namespace other;\nconst most = 4;\nenum Kind : u8 { a = 1 }\n";
    const auto import_and = [&](const std::string& text) {
        return Compiled({{"a.idl", "namespace test;\nimport \"b.idl\";\n" + text}, {"b.idl", other}});
    };
    EXPECT_EQ(import_and("struct A { other.Kind kind[other.most]; }").reports(), "");
    EXPECT_EQ(import_and("struct A { Kind kind; }").reports(), "I203 3:12");
    EXPECT_EQ(import_and("const most = other.most + 1;").reports(), "");
    EXPECT_EQ(Compiled({{"a.idl", "namespace test;\nimport \"b.idl\";\nconst a = deep.b;\n"},
                        {"b.idl", "namespace other;\nimport \"c.idl\";\n"},
                        {"c.idl", "namespace deep;\nconst b = 1;\n"}})
                  .reports(),
              "I205 3:11");
}

TEST(Names, of_files_with_one_namespace_must_not_meet) {
    EXPECT_EQ(Compiled({{"a.idl", "namespace test;\nimport \"b.idl\";\nconst a = 1;\n"},
                        {"b.idl", "namespace test;\nconst a = 1;\n"}})
                  .reports(),
              "I202 3:7");
}

TEST(Names, that_are_wrong_by_a_letter_get_advice) {
    EXPECT_NE(with("const max_path = 1;\nconst b = max_pth;").shown().find("did you mean `max_path`?"),
              std::string::npos);
    EXPECT_NE(with("enum Kind : u8 { a = 1 }\nstruct A { Kid kind; }").shown().find("did you mean `Kind`?"),
              std::string::npos);
}

TEST(Files, may_import_each_other) {
    EXPECT_EQ(Compiled({{"a.idl", "namespace a;\nimport \"b.idl\";\nconst x = b.y + 1;\n"},
                        {"b.idl", "namespace b;\nimport \"a.idl\";\nconst y = 1;\nconst z = a.x;\n"}})
                  .reports(),
              "");
}

TEST(Constants, are_64_bits_without_sign_and_never_wrap_around) {
    const Compiled c = with("const a = ~0; const b = 2 + 3 * (4 - 1); const c = b - 1K + 1M;");
    EXPECT_EQ(c.reports(), "I207 2:52");
    EXPECT_EQ(c.program.units[0]->constants[0]->value.value, ~uint64_t(0));
    EXPECT_EQ(c.program.units[0]->constants[1]->value.value, 11u);
    EXPECT_EQ(with("const a = ~0 + 1;").reports(), "I207 2:11");
    EXPECT_EQ(with("const a = ~0 * 2;").reports(), "I207 2:11");
}

TEST(Constants, are_reported_once_when_they_go_round_or_are_unknown) {
    EXPECT_EQ(with("const a = b; const b = c + 1; const c = a;").reports(), "I206 2:7");
    EXPECT_EQ(with("const a = none; const b = a; const c = b + a;").reports(), "I205 2:11");
    std::string chain;
    for (int number = 0; number < 100; number++)
        chain += "const a" + std::to_string(number) + " = a" + std::to_string(number + 1) + ";\n";
    EXPECT_EQ(with(chain + "const a100 = 1;").reports(), "I206 52:7");
}

TEST(Enumerations, have_different_values_that_fit_their_type) {
    EXPECT_EQ(with("enum A : u8 { x = 255, y = 256, z = 255 }").reports(), "I209 2:28, I210 2:37");
    EXPECT_EQ(with("enum A : i8 { x = 1 }").reports(), "I208 2:10");
    EXPECT_EQ(with("enum A : bool { x = 1 }").reports(), "I208 2:10");
    EXPECT_EQ(with("enum A : u3 { x = 7 } enum B : u64 { x = ~0 }").reports(), "");
    EXPECT_EQ(with("enum A : u8 { }").reports(), "I215 2:6");
}

TEST(Flags, are_single_bits) {
    EXPECT_EQ(with("flags A : u8 { x = 1, y = 128 }").reports(), "");
    EXPECT_EQ(with("flags A : u8 { x = 0, y = 3, z = 256 }").reports(), "I209 2:20, I209 2:27, I209 2:34");
}

TEST(Types, exist_and_stand_where_they_may) {
    EXPECT_EQ(with("struct A { u0 a; }").reports(), "I203 2:12");
    EXPECT_EQ(with("struct A { u65 a; u08 b; i7 c; u c; string d; }").reports().substr(0, 10), "I202 2:34,");
    EXPECT_EQ(with("struct A { u65 a; u08 b; i7 c; }").reports(), "I203 2:12, I203 2:19, I203 2:26");
    EXPECT_EQ(with("struct A { u1 a; u64 b; i64 c; handle d; bool e; }").reports(), "");
    EXPECT_EQ(with("record A { u24 a; }").reports(), "I212 2:12");
    EXPECT_EQ(with("record A { handle a; }").reports(), "I212 2:12");
    EXPECT_EQ(with("record A { u1 a; }").reports(), "I212 2:12");
    EXPECT_EQ(with("record A { u8 a; }\nstruct B { A a; }").reports(), "I212 3:12");
    EXPECT_EQ(with("struct A { u8 a; }\nrecord B { A a; }").reports(), "I212 3:12");
    EXPECT_EQ(with("struct A { u8 a[0]; }").reports(), "I214 2:17");
    EXPECT_EQ(with("struct A { u8 a[65537]; }").reports(), "I214 2:17");
    EXPECT_EQ(with("struct A { }").reports(), "I215 2:8");
}

TEST(Types, do_not_contain_themselves) {
    EXPECT_EQ(with("struct A { A a; }").reports(), "I213 2:8");
    EXPECT_EQ(with("record A { B b; }\nrecord B { A a; }").reports(), "I213 2:8, I213 3:8");
    std::string chain;
    for (int number = 0; number < 9; number++)
        chain += "struct A" + std::to_string(number) + " { A" + std::to_string(number + 1) + " a[3]; }\n";
    EXPECT_EQ(with(chain + "struct A9 { u1 a; }").reports(), "I213 2:8, I213 3:8");
}

TEST(Records, have_no_holes) {
    const Compiled c = with("enum Kind : u8 { a = 1 }\nrecord A { u64 a; u16 b; Kind c; bool d; u32 e; "
                            "}\nrecord B { A a[2]; u64 b; }");
    EXPECT_EQ(c.reports(), "");
    EXPECT_EQ(c.program.units[0]->structures[0]->size, 16u);
    EXPECT_EQ(c.program.units[0]->structures[1]->size, 40u);
    EXPECT_EQ(with("record A { u8 a; u32 b; }").shown(),
              "a.idl:2:22: error I211: there is a hole of 3 bytes before `b`\n"
              "    2 | record A { u8 a; u32 b; }\n"
              "      |                      ^\n"
              "   help: add `u8 reserved[3]` before it, or move it\n");
    EXPECT_EQ(with("record A { u64 a; u8 b; }").reports(), "I211 2:8");
    EXPECT_EQ(with("record A { u64 a; }\nrecord B { u8 b; A a; }").reports(), "I211 3:20");
    EXPECT_EQ(with("record A { u64 a[8193]; }").reports(), "I225 2:8");
    EXPECT_EQ(with("record A { u64 a[8192]; }").reports(), "");
}

TEST(GeneratedNames, do_not_meet_in_cpp) {
    EXPECT_EQ(
        with("interface clock \"time\" version 1 { call 0 now(); }\nstruct ClockNow { u8 a; }").reports(),
        "I237 2:43");
    EXPECT_EQ(with("interface clock \"time\" version 1 { call 0 client(); }").reports(), "I237 2:43");
    EXPECT_EQ(with("const clock_interface = 1;\ninterface clock \"time\" version 1 { }").reports(),
              "I237 3:11");
    EXPECT_EQ(with("flags Open : u8 { read = 1 }\nconst open_read = 1;").reports(), "I237 2:19");
    EXPECT_EQ(with_method("call 0 go(); call 1 send_go();").reports(), "I237 3:21");
    EXPECT_EQ(with_method("call 0 x(u8 a_size) in text a[<= 3] inline;").reports(), "I237 3:29");
    EXPECT_EQ(with_method("call 0 x() out text a[<= 3] -> (u8 a_size);").reports(), "");
    EXPECT_EQ(with_method("call 0 x(u8 thing) in callback thing;").reports(), "I237 3:32");
}

} // namespace
} // namespace idl
