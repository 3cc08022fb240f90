// SPDX-License-Identifier: MIT
#include "fibrils/idl/parser.hpp"

namespace idl {

void Parser::read() {
    read_namespace();
    while (current().kind != Token::Kind::end) {
        if (is("}")) {
            diagnostics_.error(105, current().place, "this `}` closes nothing");
            next();
            continue;
        }
        read_declaration();
        if (failed_)
            recover(0);
    }
    if (current().documentation_place.line != 0)
        next(); // reports documentation at the end
}

void Parser::read_namespace() {
    unit_.documentation = take_documentation();
    if (!is("namespace")) {
        diagnostics_.error(108, current().place,
                           "a description begins with its namespace, not with " + shown(),
                           "write `namespace NAME;` first");
        return;
    }
    next();
    unit_.name_space = expect_word("the name of the namespace");
    expect(";");
    if (failed_)
        recover(0);
}

void Parser::read_declaration() {
    std::string documentation = take_documentation();
    if (accept("import"))
        return read_import();
    if (accept("const"))
        return read_constant(std::move(documentation));
    if (is("enum") || is("flags"))
        return read_enumeration(std::move(documentation), is("flags"));
    if (is("struct") || is("record"))
        return read_structure(std::move(documentation), is("record"));
    if (accept("interface"))
        return read_interface(std::move(documentation));
    fail_expected("a declaration",
                  "declarations begin with import, const, enum, flags, struct, record or interface");
}

void Parser::read_import() {
    Import import{expect_text("the path of a file, in quotes")};
    expect(";");
    if (!failed_)
        unit_.imports.push_back(std::move(import));
}

void Parser::read_constant(std::string documentation) {
    auto constant = std::make_unique<Constant>();
    constant->documentation = std::move(documentation);
    constant->name = expect_word("the name of the constant");
    expect("=");
    constant->value = read_expression();
    expect(";");
    if (!failed_)
        unit_.constants.push_back(std::move(constant));
}

void Parser::read_enumeration(std::string documentation, bool is_flags) {
    next();
    auto enumeration = std::make_unique<Enumeration>();
    enumeration->documentation = std::move(documentation);
    enumeration->is_flags = is_flags;
    enumeration->name = expect_word("the name of the type");
    expect(":");
    enumeration->type = expect_word("a type of numbers, as u8");
    expect("{");
    while (is_going_on() && !is("}")) {
        Enumerator value;
        value.documentation = take_documentation();
        value.name = expect_word("the name of a value");
        expect("=");
        value.value = read_expression();
        enumeration->values.push_back(std::move(value));
        if (!accept(","))
            break;
    }
    expect("}");
    if (!failed_)
        unit_.enumerations.push_back(std::move(enumeration));
}

void Parser::read_structure(std::string documentation, bool is_record) {
    next();
    auto structure = std::make_unique<Structure>();
    structure->documentation = std::move(documentation);
    structure->is_record = is_record;
    structure->name = expect_word("the name of the type");
    expect("{");
    while (is_going_on() && !is("}")) {
        structure->fields.push_back(read_field());
        expect(";");
    }
    expect("}");
    if (!failed_)
        unit_.structures.push_back(std::move(structure));
}

Field Parser::read_field() {
    Field field;
    field.documentation = take_documentation();
    field.type.name = expect_dotted("a type");
    field.name = expect_word("the name of the field behind its type");
    if (accept("[")) {
        field.count = read_expression();
        expect("]");
    }
    return field;
}

std::vector<Field> Parser::read_fields() {
    std::vector<Field> fields;
    expect("(");
    while (is_going_on() && !is(")")) {
        fields.push_back(read_field());
        if (!accept(","))
            break;
    }
    expect(")");
    return fields;
}

} // namespace idl
