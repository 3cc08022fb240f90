// SPDX-License-Identifier: MIT
#include "fibrils/idl/json.hpp"

#include "fibrils/idl/testing.hpp"
#include "fibrils/idl/wire_hash.hpp"

namespace idl {
namespace {

TEST(Json, holds_everything_that_the_description_says) {
    const Compiled c(R"(/// "Quoted".
namespace test;
const big = ~0;
flags Open : u8 { read = 1 }
record Entry { u32 number; u8 text[4]; }
interface thing "thng" version 2 {
    /// Goes.
    call 1 go(Open flags, i8 level) in text name[1 .. 40] inline in array Entry list[<= 2] if flags & read -> (u64 done)
        throws busy calls thing parks;
    connect * any(u16 which);
    states { start here { go on busy -> here; } }
}
)");
    ASSERT_EQ(c.shown(), "");
    EXPECT_EQ(
        to_json(c.program), R"({
  "file": "a.idl",
  "namespace": "test",
  "documentation": "\"Quoted\".",
  "constants": [
    {"name": "big", "value": "18446744073709551615"}
  ],
  "enumerations": [
    {"name": "test.Open", "type": "u8", "flags": {"read": 1}}
  ],
  "structures": [],
  "records": [
    {"name": "test.Entry", "size": 8, "fields": [{"name": "number", "type": "u32", "offset": 0, "bits": 32}, {"name": "text", "type": "u8", "offset": 4, "bits": 8, "count": 4}]}
  ],
  "interfaces": [
    {
      "id": "thng",
      "name": "thing",
      "namespace": "test",
      "version": 2,
      "hash": ")" + [&] {
            char text[17];
            std::snprintf(text, sizeof text, "%016llx",
                          static_cast<unsigned long long>(wire_hash(c.interface())));
            return std::string(text);
        }() + R"(",
      "cloned": false,
      "methods": [
        {
          "number": 1025,
          "ordinal": 1,
          "class": "call",
          "name": "go",
          "line": 8,
          "arguments": "flags_level_name_size name1 name2 name3 name4",
          "results": "done",
          "documentation": "Goes.",
          "request": [
            {"name": "flags", "type": "test.Open", "word": 1, "shift": 0, "bits": 8, "flags": {"read": 1}},
            {"name": "level", "type": "i8", "word": 1, "shift": 8, "bits": 8, "signed": true}
          ],
          "answer": [
            {"name": "done", "type": "u64", "word": 1, "shift": 0, "bits": 64}
          ],
          "attachments": [
            {"kind": "text", "direction": "in", "name": "name", "least": 1, "most": 40, "inline": {"size_word": 1, "size_shift": 16, "first_word": 2, "words": 4, "always": false}},
            {"kind": "array", "direction": "in", "name": "list", "least": 0, "most": 16, "record": {"name": "test.Entry", "size": 8, "fields": [{"name": "number", "type": "u32", "offset": 0, "bits": 32}, {"name": "text", "type": "u8", "offset": 4, "bits": 8, "count": 4}]}, "condition": {"field": "flags", "test": "mask", "value": 1}}
          ],
          "errors": {"busy": 15},
          "calls": ["test.thing"],
          "call_lines": [9],
          "parks": true
        }
      ],
      "retired": [],
      "connects": [
        {
          "number": null,
          "name": "any",
          "request": [
            {"name": "which", "type": "u16", "word": 2, "shift": 0, "bits": 16}
          ]
        }
      ],
      "states": [
        {
          "name": "here",
          "start": true,
          "transitions": [
            {"method": "go", "target": "here", "errors": {"busy": "here"}}
          ]
        }
      ]
    }
  ]
}
)");
}

TEST(Json, names_words_by_the_last_part_of_what_is_in_them) {
    const Compiled c("namespace test;\nstruct Pair { u32 left; u32 right; u64 rest[2]; }\n"
                     "interface thing \"thng\" version 1 { call 0 x(u8 a, u8 b) -> (Pair pair, u8 c); }");
    EXPECT_EQ(word_names(c.method().request, {}), "a_b");
    EXPECT_EQ(word_names(c.method().answer, {}), "left_right rest0 rest1 c");
}

TEST(Hash, is_of_what_travels) {
    const auto hash = [](const std::string& members) { return wire_hash(with_method(members).interface()); };
    const uint64_t plain = hash("call 0 x(u8 a) in text b[<= 3]; call 1 y();");
    EXPECT_EQ(
        hash("/// D.\ncall 1 renamed(); call 0 other(u8 c) in text d[<= 3] throws io calls thing parks;"),
        plain);
    EXPECT_EQ(hash("connect 1 a(); connect * b(u8 x);"), hash("connect * b(u8 x); connect 1 a();"));
    EXPECT_NE(hash("connect 1 a();"), hash("connect 2 a();"));
    EXPECT_NE(hash("call 0 x(i8 a) in text b[<= 3]; call 1 y();"), plain);
    EXPECT_NE(hash("call 0 x(u8 a) in text b[<= 4]; call 1 y();"), plain);
    EXPECT_NE(hash("call 0 x(u8 a) in data b[<= 3]; call 1 y();"), plain);
    EXPECT_NE(hash("call 0 x(u8 a) in text b[<= 3]; call 2 y();"), plain);
    EXPECT_NE(hash("call 0 x(u8 a) in text b[<= 3]; post 1 y();"), plain);
    EXPECT_NE(hash("call 0 x(u8 a) in text b[<= 3]; call 1 y() -> (u1 a);"), plain);
}

} // namespace
} // namespace idl
