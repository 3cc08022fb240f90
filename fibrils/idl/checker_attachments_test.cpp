// SPDX-License-Identifier: MIT
#include "fibrils/idl/testing.hpp"

namespace idl {
namespace {

TEST(Attachments, have_a_size_that_one_transfer_carries) {
    EXPECT_EQ(with_method("call 0 x() in data a[<= 64K];").method().attachments[0].most, 65536u);
    EXPECT_EQ(with_method("call 0 x() in data a;").reports(), "I225 3:12");
    EXPECT_EQ(with_method("call 0 x() in data a[<= 65537];").reports(), "I225 3:25");
    EXPECT_EQ(with_method("call 0 x() in data a[<= 0];").reports(), "I225 3:25");
    EXPECT_EQ(with_method("call 0 x() in data a[5 .. 4];").reports(), "I225 3:22");
    EXPECT_EQ(with_method("call 0 x() out data a[1 .. 4];").reports(), "I225 3:23");
}

TEST(Attachments, of_records_are_as_large_as_the_records_together) {
    const auto array = [](const std::string& limit) {
        return Compiled("namespace test;\nrecord Entry { u32 a[6]; }\nstruct Pair { u8 a; }\ninterface thing "
                        "\"thng\" version 1 {\ncall 0 x() in array " +
                        limit + ";\n}");
    };
    EXPECT_EQ(array("Entry a[2 .. 10]").method().attachments[0].least, 48u);
    EXPECT_EQ(array("Entry a[2 .. 10]").method().attachments[0].most, 240u);
    EXPECT_EQ(array("Entry a[<= 2731]").reports(), "I225 5:32");
    EXPECT_EQ(array("Pair a[<= 1]").reports(), "I203 5:21");
    EXPECT_EQ(array("None a[<= 1]").reports(), "I203 5:21");
}

TEST(Attachments, that_are_no_bytes_have_no_size_and_one_direction) {
    EXPECT_EQ(with_method("call 0 x() in share a out share b in handle c in ping d;").reports(), "");
    EXPECT_EQ(with_method("call 0 x() in share a[<= 3];").reports(), "I229 3:26");
    EXPECT_EQ(with_method("call 0 x() out handle a;").reports(), "I229 3:12");
    EXPECT_EQ(with_method("call 0 x() out callback thing;").reports(), "I229 3:12");
    EXPECT_EQ(with_method("call 0 x() in callback none;").reports(), "I222 3:24");
}

TEST(Attachments, of_handles_are_as_many_as_a_field_says) {
    EXPECT_EQ(with_method("call 0 x(u8 n) in handles a[n <= 3];").reports(), "");
    EXPECT_EQ(with_method("call 0 x(u8 n) in handles a;").reports(), "I228 3:16");
    EXPECT_EQ(with_method("call 0 x(i8 n) in handles a[n <= 3];").reports(), "I228 3:29");
    EXPECT_EQ(with_method("call 0 x(u8 n[2]) in handles a[n <= 3];").reports(), "I228 3:32");
    EXPECT_EQ(with_method("call 0 x(u8 n) in handles a[none <= 3];").reports(), "I228 3:29");
}

TEST(Attachments, of_handles_are_limited_and_come_once) {
    EXPECT_EQ(with_method("call 0 x(u8 n) in handles a[n];").reports(), "I228 3:16");
    EXPECT_EQ(with_method("call 0 x(u8 n) in handles a[n <= 0];").reports(), "I228 3:34");
    EXPECT_EQ(with_method("call 0 x(u8 n) in handles a[n <= 16];").reports(), "");
    EXPECT_EQ(with_method("call 0 x(u8 n) in handles a[n <= 17];").reports(), "I228 3:34");
    EXPECT_EQ(with_method("call 0 x(u8 n) in handles a[n <= 3] in handles b[n <= 3];").reports(),
              "I228 3:37");
    EXPECT_EQ(with_method("call 0 x(u8 n) in handle a in handle b in handles c[n <= 3];").reports(), "");
}

TEST(Attachments, are_inline_only_if_their_bytes_can_be_in_the_request) {
    EXPECT_EQ(with_method("call 0 x() out text a[<= 3] inline;").reports(), "I226 3:12");
    EXPECT_EQ(with_method("call 0 x() in handle a inline;").reports(), "I226 3:12");
    EXPECT_EQ(with_method("call 0 x() in text a[<= 3] inline streamed;").reports(), "I226 3:12");
}

TEST(Attachments, are_streamed_only_if_they_are_bytes_and_passed_only_if_streamed) {
    EXPECT_EQ(with_method("call 0 x() in handle a passed to thing.y; call 1 y() in handle a;").reports(),
              "I229 3:34");
    EXPECT_EQ(with_method("call 0 x() in share a passed to thing.y; call 1 y() in share a;").reports(),
              "I229 3:33");
    EXPECT_EQ(with_method("call 0 x() in handle a streamed;").reports(), "I229 3:12");
    EXPECT_EQ(
        with_method("call 0 x() in data a[<= 3] streamed passed to thing.y; call 1 y() in data a[<= 3];")
            .reports(),
        "");
    EXPECT_EQ(
        with_method("call 0 x() in data a[<= 3] passed to thing.y; call 1 y() in data a[<= 3];").reports(),
        "I229 3:38");
    EXPECT_EQ(
        with_method("call 0 x() in data a[<= 3] streamed passed to thing.y; call 1 y() out data a[<= 3];")
            .reports(),
        "I224 3:47");
    EXPECT_EQ(
        with_method("call 0 x() in data a[<= 3] streamed passed to thing.y; call 1 y() in data a[<= 2];")
            .reports(),
        "I224 3:47");
}

TEST(Attachments, that_move_data_are_at_most_four) {
    const std::string four =
        "call 0 x() in text a[<= 1] in text b[<= 1] out text c[<= 1] in ping d out data e[<= 1]";
    EXPECT_EQ(with_method(four + ";").reports(), "");
    EXPECT_EQ(with_method(four + " in text f[<= 1] in text g[<= 1];").reports(), "I240 3:88");
}

TEST(Conditions, name_a_number_of_the_request_and_a_value_that_it_can_have) {
    const auto condition = [](const std::string& text) {
        return Compiled("namespace test;\nconst four = 4;\nenum Kind : u8 { link = 10 }\nflags Have : u8 { "
                        "text = 4 }\nstruct Both { Kind kind; Have have; }\n"
                        "interface thing \"thng\" version 1 {\ncall 0 x(bool is, u8 number, Both both, u8 "
                        "list[2]) in text a[<= 3] if " +
                        text + ";\n}");
    };
    EXPECT_EQ(condition("is").reports(), "");
    EXPECT_EQ(condition("both.kind == link").method().attachments[0].tested, 10u);
    EXPECT_EQ(condition("both.have & text").method().attachments[0].tested, 4u);
    EXPECT_EQ(condition("number == four + 1").method().attachments[0].tested, 5u);
    EXPECT_EQ(condition("none").reports(), "I227 7:72");
    EXPECT_EQ(condition("list").reports(), "I227 7:72");
    EXPECT_EQ(condition("number == 256").reports(), "I227 7:82");
    EXPECT_EQ(condition("number & 0").reports(), "I227 7:81");
    EXPECT_EQ(condition("number == link").reports(), "I205 7:82");
}

} // namespace
} // namespace idl
