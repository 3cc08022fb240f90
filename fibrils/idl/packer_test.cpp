// SPDX-License-Identifier: MIT
#include "fibrils/idl/testing.hpp"

namespace idl {
namespace {

TEST(Packer, gives_each_field_the_next_place_that_is_a_multiple_of_its_size) {
    const Compiled c = with_method("call 0 x(u8 a, u16 b, u32 c, u64 d, bool e, i8 f);");
    EXPECT_EQ(c.reports(), "");
    EXPECT_EQ(shown(c.method().request), "a 1.0:8, b 1.16:16, c 1.32:32, d 2.0:64, e 3.0:1, f 3.8:8");
}

TEST(Packer, places_odd_sizes_at_multiples_of_the_power_of_two_in_them) {
    const Compiled c = with_method("call 0 x(u1 a, u24 b, u12 c, u3 d);");
    EXPECT_EQ(shown(c.method().request), "a 1.0:1, b 1.8:24, c 1.32:12, d 1.44:3");
}

TEST(Packer, never_splits_a_field_over_two_words) {
    const Compiled c = with_method("call 0 x(u48 a, u24 b);");
    EXPECT_EQ(shown(c.method().request), "a 1.0:48, b 2.0:24");
}

TEST(Packer, packs_members_and_elements_as_if_they_were_written_there) {
    const Compiled c("namespace test;\nstruct Pair { u8 left; u8 right[2]; }\n"
                     "interface thing \"thng\" version 1 { call 0 x(u32 a) -> (Pair pairs[2], u64 b); }");
    EXPECT_EQ(c.reports(), "");
    EXPECT_EQ(shown(c.method().answer),
              "pairs[0].left 1.0:8, pairs[0].right[0] 1.8:8, pairs[0].right[1] 1.16:8, "
              "pairs[1].left 1.24:8, pairs[1].right[0] 1.32:8, pairs[1].right[1] 1.40:8, "
              "b 2.0:64");
}

TEST(Packer, refuses_a_sixth_word_with_advice_and_a_caret) {
    const Compiled c = with_method("call 0 x(u64 a[3], u24 b, u64 c[2]);");
    EXPECT_EQ(c.shown(), "a.idl:3:27: error I204: the request needs 6 words, a message has 5\n"
                         "    3 | call 0 x(u64 a[3], u24 b, u64 c[2]);\n"
                         "      |                           ^~~~~\n"
                         "   help: take `c` out of the words: declare `in data` for it, or smaller types\n");
}

TEST(Packer, refuses_arrays_that_nobody_could_count) {
    const Compiled c("namespace test;\nstruct A { u64 a[65536]; }\nstruct B { A b[65536]; }\n"
                     "interface thing \"thng\" version 1 { call 0 x() -> (B b[65536]); }");
    EXPECT_EQ(c.reports(), "I204 4:51");
}

TEST(Packer, gives_an_inline_attachment_a_byte_for_its_size_and_the_words_that_are_left) {
    const Compiled c =
        with_method("call 0 open(u32 base, u16 mode, u8 flags) in text path[1 .. 4096] inline;");
    EXPECT_EQ(c.reports(), "");
    const Attachment& path = c.method().attachments[0];
    EXPECT_EQ(shown({path.size_slot}), "path_size 1.56:8");
    EXPECT_EQ(path.first_word, 2);
    EXPECT_EQ(path.word_count, 4);
    EXPECT_FALSE(path.never_message);
}

TEST(Packer, gives_an_inline_attachment_no_more_words_than_its_maximum_needs) {
    const Compiled c = with_method("call 0 type() in data bytes[1 .. 17] inline;");
    const Attachment& bytes = c.method().attachments[0];
    EXPECT_EQ(bytes.first_word, 2);
    EXPECT_EQ(bytes.word_count, 3);
    EXPECT_TRUE(bytes.never_message);
}

TEST(Packer, deals_words_out_in_turn_when_two_attachments_are_inline) {
    const Compiled c = with_method("call 0 x(u32 base) in text a[<= 8] inline in text b[<= 100] inline;");
    EXPECT_EQ(c.reports(), "");
    const auto& attachments = c.method().attachments;
    EXPECT_EQ(shown({attachments[0].size_slot, attachments[1].size_slot}), "a_size 1.32:8, b_size 1.40:8");
    EXPECT_EQ(attachments[0].first_word, 2);
    EXPECT_EQ(attachments[0].word_count, 1);
    EXPECT_TRUE(attachments[0].never_message);
    EXPECT_EQ(attachments[1].first_word, 3);
    EXPECT_EQ(attachments[1].word_count, 3);
    EXPECT_FALSE(attachments[1].never_message);
}

TEST(Packer, refuses_inline_where_the_fields_leave_no_word) {
    EXPECT_EQ(with_method("call 0 x(u64 a[5]) in text b[<= 8] inline;").reports(), "I226 3:20");
    EXPECT_EQ(with_method("call 0 x(u64 a[4]) in text b[<= 8] inline;").reports(), "I226 3:20");
}

} // namespace
} // namespace idl
