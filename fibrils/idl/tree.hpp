// SPDX-License-Identifier: MIT
// What the parser reads and the checker completes: the syntax tree of a description. Everything behind
// "resolved:" is filled in by the checker and valid only after it reported no error. The unit owns all
// declarations; pointers between them stay valid as long as the program (all files read together) lives.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace idl {

/// Where something is written: index of the file in the program, line and column from 1, length in bytes.
struct Place {
    uint32_t file = 0;
    uint32_t line = 0;
    uint32_t column = 0;
    uint32_t length = 0;
};

/// A word of the text. A name of another namespace is "vfs.Kind".
struct Name {
    std::string text;
    Place place;
};

struct Expression { // of constants
    enum class Kind { number, name, add, subtract, multiply, complement };
    Kind kind = Kind::number;
    Name text; // of the number or the name
    std::unique_ptr<Expression> left;
    std::unique_ptr<Expression> right;
    Place place;
    uint64_t value = 0; // resolved:
};

struct Constant {
    std::string documentation;
    Name name;
    Expression value;
};

struct Enumerator {
    std::string documentation;
    Name name;
    Expression value;
};

/// `enum` or `flags`.
struct Enumeration {
    std::string documentation;
    bool is_flags = false;
    Name name;
    Name type; // u8, u16, ...
    std::vector<Enumerator> values;
    std::string name_space; // resolved:
    uint8_t bits = 0;       // resolved:
};

struct Structure;

struct Type {
    enum class Kind { integer, boolean, enumeration, structure, handle };
    Name name;
    // resolved:
    Kind kind = Kind::integer;
    bool is_signed = false;
    uint8_t bits = 0; // of a scalar; 1 for bool
    const Enumeration* enumeration = nullptr;
    const Structure* structure = nullptr;
};

struct Field {
    std::string documentation;
    Type type;
    Name name;
    std::optional<Expression> count; // of an array
};

/// `struct` (travels in words) or `record` (travels in data).
struct Structure {
    std::string documentation;
    bool is_record = false;
    Name name;
    std::vector<Field> fields;
    std::string name_space; // resolved:
    uint32_t size = 0;      // resolved: bytes of a record
    uint32_t alignment = 1; // resolved: of a record
};

/// One scalar of a message: a field, a member of a struct ("attributes.kind") or an element of an array
/// ("indices[2]").
struct Slot {
    std::string path; // as C++ would write it: name.member[0]
    Type type;        // a scalar
    uint8_t word = 0; // 1..5
    uint8_t shift = 0;
    uint8_t bits = 0;
};

/// "vfs.fs.lookup": namespace (may be left out), interface, method (left out: all of it).
struct Interface;
struct Method;
struct Reference {
    Name name;
    const Interface* interface = nullptr; // resolved:
    const Method* method = nullptr;       // resolved: null for the whole interface
};

struct Attachment {
    enum class Kind { data, text, array, share, handle, handles, callback, ping };
    enum class Test { always, set, equal, mask };
    std::string documentation;
    Place place;
    bool is_in = true; // client to server
    Kind kind = Kind::data;
    Name name;                         // of a callback: the interface as well
    Name record;                       // of an array
    std::optional<Expression> minimum; // of bytes or records
    std::optional<Expression> maximum; // or handles
    Name count;                        // handles[FIELD <= maximum]
    bool is_inline = false;
    bool is_streamed = false;
    std::optional<Reference> passed_to;
    Test test = Test::always;
    Name test_field;
    std::optional<Expression>
        test_value; // of equal and mask; a name may be an enumerator of the field's type
    // resolved:
    const Structure* record_type = nullptr;
    const Interface* callback = nullptr;
    uint64_t least = 0; // bytes
    uint64_t most = 0;  // bytes
    uint64_t most_handles = 0;
    uint64_t tested = 0;
    /// Of an inline one: the slot of its size byte, and the words that the bytes may take.
    Slot size_slot;
    uint8_t first_word = 0;
    uint8_t word_count = 0;
    bool never_message = false; // the maximum fits
};

struct Method {
    enum class Class { call, post, event, forward };
    std::string documentation;
    Place place;
    Class kind = Class::call;
    Expression ordinal;
    Name name;
    std::vector<Field> fields;
    std::vector<Attachment> attachments;
    std::vector<Field> results;
    std::vector<Name> errors; // names of abi::Error
    std::vector<Reference> calls;
    std::optional<Reference> forwards_to; // `to`, of a forward
    bool parks = false;
    bool is_idempotent = false;
    // resolved:
    std::vector<Slot> request; // fields in words
    std::vector<Slot> answer;
    uint64_t number = 0; // on the wire
};

struct Connect {
    std::string documentation;
    Place place;
    std::optional<Expression> number; // none: *
    Name name;
    std::vector<Field> fields;
    Name state; // "": the start
    // resolved:
    std::vector<Slot> slots; // in words 2 and 3 of connect_me_to
};

struct Transition {
    Name method;
    Name target; // "": stays
    struct OnError {
        Name error;
        Name target;
    };
    std::vector<OnError> errors;
};

struct State {
    std::string documentation;
    Name name;
    bool is_start = false;
    std::vector<Transition> transitions;
};

struct Interface {
    std::string documentation;
    Name name;
    Name letters; // without quotes
    Expression version;
    std::vector<Method> methods;
    std::vector<Connect> connects;
    std::vector<State> states; // empty: everything is allowed
    std::vector<Expression> retired;
    bool is_cloned = false;
    // resolved:
    std::string name_space;
    uint32_t id = 0; // abi::interface_id(letters)
};

struct Import {
    Name path; // without quotes
};

/// One file.
struct Unit {
    std::string path; // from the root
    std::string text;
    std::string documentation; // of the namespace
    Name name_space;
    std::vector<Import> imports;
    std::vector<std::unique_ptr<Constant>> constants;
    std::vector<std::unique_ptr<Enumeration>> enumerations;
    std::vector<std::unique_ptr<Structure>> structures;
    std::vector<std::unique_ptr<Interface>> interfaces;
};

/// A description with all that it imports. units[0] is the one that was asked for.
struct Program {
    std::vector<std::unique_ptr<Unit>> units;
};

} // namespace idl
