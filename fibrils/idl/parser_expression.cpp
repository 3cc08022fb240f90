// SPDX-License-Identifier: MIT
#include "fibrils/idl/parser.hpp"

namespace idl {

namespace {

// Trees are walked by functions that call themselves.
constexpr int kMaxOperations = 100;
constexpr int kMaxDepth = 32;

int digit_value(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
}

uint64_t take_unit(std::string_view& text) {
    const char last = text.back();
    if (last != 'K' && last != 'M')
        return 1;
    text.remove_suffix(1);
    return last == 'K' ? 1024 : 1024 * 1024;
}

} // namespace

std::optional<uint64_t> number_value(std::string_view text) {
    const bool is_hexadecimal = text.substr(0, 2) == "0x";
    const uint64_t unit = text.empty() || is_hexadecimal ? 1 : take_unit(text);
    const int base = is_hexadecimal ? 16 : 10;
    if (is_hexadecimal)
        text.remove_prefix(2);
    else if (text.size() > 1 && text[0] == '0')
        return {};
    if (text.empty())
        return {};
    uint64_t value = 0;
    for (const char c : text) {
        const int digit = digit_value(c);
        if (digit >= base || __builtin_mul_overflow(value, uint64_t(base), &value) ||
            __builtin_add_overflow(value, uint64_t(digit), &value))
            return {};
    }
    if (__builtin_mul_overflow(value, unit, &value))
        return {};
    return value;
}

Expression Parser::combine(Expression::Kind kind, Expression left, Expression right) {
    if (++operations_ > kMaxOperations)
        fail(106, right.place,
             "this expression has more than " + std::to_string(kMaxOperations) + " operations",
             "give parts of it names with `const`");
    Expression result;
    result.kind = kind;
    result.place = join(left.place, right.place);
    result.left = std::make_unique<Expression>(std::move(left));
    result.right = std::make_unique<Expression>(std::move(right));
    return result;
}

Expression Parser::read_expression() {
    if (depth_ == 0)
        operations_ = 0;
    Expression result = read_product();
    while (is_going_on() && (is("+") || is("-"))) {
        const auto kind = accept("+") ? Expression::Kind::add : Expression::Kind::subtract;
        if (kind == Expression::Kind::subtract)
            next();
        result = combine(kind, std::move(result), read_product());
    }
    return result;
}

Expression Parser::read_product() {
    Expression result = read_operand();
    while (accept("*"))
        result = combine(Expression::Kind::multiply, std::move(result), read_operand());
    return result;
}

void Parser::check_number(const Name& number) {
    if (!number_value(number.text))
        fail(104, number.place, "`" + number.text + "` is no number of 64 bits",
             "numbers are like 4096, 0x1000, 4K (1024) and 1M; no zeros in front");
}

/// A number, a name, one of these behind `~`, or an expression in parentheses.
Expression Parser::read_operand() {
    Expression result;
    result.place = current().place;
    if (++depth_ > kMaxDepth)
        fail(106, current().place, "this expression is nested too deeply");
    if (accept("(")) {
        result = read_expression();
        expect(")");
    } else if (accept("~")) {
        result.kind = Expression::Kind::complement;
        result.left = std::make_unique<Expression>(read_operand());
        result.place = join(result.place, result.left->place);
    } else if (is_going_on() && current().kind == Token::Kind::number) {
        result.text = {std::string(current().text), current().place};
        check_number(result.text);
        next();
    } else {
        result.kind = Expression::Kind::name;
        result.text = expect_dotted("a number or the name of a constant");
        result.place = result.text.place;
    }
    depth_--;
    return result;
}

} // namespace idl
