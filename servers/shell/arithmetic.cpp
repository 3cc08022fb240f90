// SPDX-License-Identifier: MIT
#include "servers/shell/arithmetic.hpp"

#include "servers/shell/quoting.hpp"

#include <cstdlib>
#include <cstring>

namespace shell {

namespace {

struct Operator {
    const char* text;
    int precedence;
};

// Longest first.
constexpr Operator kOperators[] = {{"<<", 8}, {">>", 8}, {"<=", 7}, {">=", 7}, {"==", 6}, {"!=", 6},
                                   {"&&", 2}, {"||", 1}, {"<", 7},  {">", 7},  {"&", 5},  {"^", 4},
                                   {"|", 3},  {"+", 9},  {"-", 9},  {"*", 10}, {"/", 10}, {"%", 10}};

class Evaluator {
  public:
    Evaluator(std::string_view text, Variables& variables, std::string& message)
        : text_(text), variables_(variables), message_(message) {}

    int64_t run() {
        int64_t value = assignment();
        skip_blanks();
        if (at_ < text_.size())
            fail("unexpected \"" + std::string(text_.substr(at_, 1)) + "\"");
        return message_.empty() ? value : 0;
    }

  private:
    void fail(const std::string& what) {
        if (message_.empty())
            message_ = what;
    }
    void skip_blanks() {
        while (at_ < text_.size() && strchr(" \t\n", text_[at_]))
            ++at_;
    }
    bool take(const char* text) {
        skip_blanks();
        size_t size = strlen(text);
        if (text_.substr(at_, size) != text)
            return false;
        at_ += size;
        return true;
    }
    std::string_view name() {
        size_t begin = at_;
        if (at_ < text_.size() && is_name_start(text_[at_]))
            while (at_ < text_.size() && is_name_char(text_[at_]))
                ++at_;
        return text_.substr(begin, at_ - begin);
    }

    int64_t assignment();
    int64_t conditional();
    int64_t binary(int least);
    int64_t unary();
    int64_t primary();
    int64_t number();
    int64_t apply(const char* operation, int64_t left, int64_t right);
    int64_t variable(std::string_view name);
    void store(std::string_view name, int64_t value) {
        if (skipping_ == 0 && message_.empty())
            variables_.set(name, std::to_string(value));
    }

    std::string_view text_;
    Variables& variables_;
    std::string& message_;
    size_t at_ = 0;
    int depth_ = 0;
    int skipping_ = 0; // inside the part of && || ?: that does not count
};

int64_t Evaluator::assignment() {
    if (++depth_ > kMaxNesting)
        fail("nested too deeply");
    if (!message_.empty())
        return 0;
    skip_blanks();
    size_t begin = at_;
    std::string_view target = name();
    if (!target.empty()) {
        skip_blanks();
        constexpr const char* kAssigning[] = {
            "=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="};
        for (const char* operation : kAssigning) {
            if (text_.substr(at_, 2) == "==" || !take(operation))
                continue;
            int64_t value = assignment();
            if (operation[1] != '\0')
                value = apply(std::string(operation, strlen(operation) - 1).c_str(), variable(target), value);
            store(target, value);
            --depth_;
            return value;
        }
    }
    at_ = begin;
    int64_t value = conditional();
    --depth_;
    return value;
}

int64_t Evaluator::conditional() {
    int64_t condition = binary(1);
    if (!take("?"))
        return condition;
    skipping_ += !condition;
    int64_t yes = assignment();
    skipping_ -= !condition;
    if (!take(":"))
        fail("\"?\" without \":\"");
    skipping_ += condition != 0;
    int64_t no = assignment();
    skipping_ -= condition != 0;
    return condition ? yes : no;
}

int64_t Evaluator::binary(int least) {
    int64_t left = unary();
    for (;;) {
        skip_blanks();
        const Operator* found = nullptr;
        for (const auto& candidate : kOperators) {
            if (text_.substr(at_, strlen(candidate.text)) == candidate.text) {
                found = &candidate;
                break;
            }
        }
        if (!found || found->precedence < least || !message_.empty())
            return left;
        at_ += strlen(found->text);
        bool skip = (found->precedence == 2 && !left) || (found->precedence == 1 && left);
        skipping_ += skip;
        int64_t right = binary(found->precedence + 1);
        skipping_ -= skip;
        left = apply(found->text, left, right);
    }
}

int64_t Evaluator::apply(const char* operation, int64_t left, int64_t right) {
    auto l = static_cast<uint64_t>(left),
         r = static_cast<uint64_t>(right); // wraps instead of being undefined
    switch (operation[0]) {
    case '+':
        return static_cast<int64_t>(l + r);
    case '-':
        return static_cast<int64_t>(l - r);
    case '*':
        return static_cast<int64_t>(l * r);
    case '/':
    case '%':
        if (right == 0) {
            if (skipping_ == 0)
                fail("division by zero");
            return 0;
        }
        if (right == -1) // the smallest number divided by -1 does not fit
            return operation[0] == '/' ? static_cast<int64_t>(0 - l) : 0;
        return operation[0] == '/' ? left / right : left % right;
    case '<':
        return operation[1] == '<' ? static_cast<int64_t>(l << (r & 63))
               : operation[1]      ? left <= right
                                   : left < right;
    case '>':
        return operation[1] == '>' ? left >> (r & 63) : operation[1] ? left >= right : left > right;
    case '=':
        return left == right;
    case '!':
        return left != right;
    case '&':
        return operation[1] ? left && right : left & right;
    case '|':
        return operation[1] ? left || right : left | right;
    default:
        return left ^ right;
    }
}

int64_t Evaluator::unary() {
    skip_blanks();
    if (++depth_ > kMaxNesting)
        fail("nested too deeply");
    int64_t value = 0;
    if (!message_.empty())
        return 0;
    if (text_.substr(at_, 2) == "++" || text_.substr(at_, 2) == "--") {
        int64_t step = text_[at_] == '+' ? 1 : -1;
        at_ += 2;
        skip_blanks();
        std::string_view target = name();
        if (target.empty())
            fail("\"++\" and \"--\" need a variable");
        value = apply("+", variable(target), step);
        store(target, value);
    } else if (take("!")) {
        value = !unary();
    } else if (take("~")) {
        value = ~unary();
    } else if (take("-")) {
        value = apply("-", 0, unary());
    } else if (take("+")) {
        value = unary();
    } else {
        value = primary();
    }
    --depth_;
    return value;
}

int64_t Evaluator::primary() {
    if (take("(")) {
        int64_t value = assignment();
        if (!take(")"))
            fail("missing \")\"");
        return value;
    }
    skip_blanks();
    if (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9')
        return number();
    std::string_view target = name();
    if (target.empty()) {
        fail(at_ < text_.size() ? "unexpected \"" + std::string(text_.substr(at_, 1)) + "\""
                                : "unexpected end");
        return 0;
    }
    int64_t value = variable(target);
    if (text_.substr(at_, 2) == "++" || text_.substr(at_, 2) == "--") {
        store(target, apply("+", value, text_[at_] == '+' ? 1 : -1));
        at_ += 2;
    }
    return value;
}

int64_t Evaluator::number() {
    size_t begin = at_;
    while (at_ < text_.size() && is_name_char(text_[at_]))
        ++at_;
    std::string digits(text_.substr(begin, at_ - begin));
    char* end = nullptr;
    int64_t value = strtoll(digits.c_str(), &end, 0);
    if (*end != '\0')
        fail("\"" + digits + "\" is not a number");
    return value;
}

int64_t Evaluator::variable(std::string_view name) {
    std::string value = variables_.value(name);
    if (value.empty())
        return 0;
    char* end = nullptr;
    int64_t number = strtoll(value.c_str(), &end, 0);
    while (*end == ' ')
        ++end;
    if (*end != '\0')
        fail("the value of " + std::string(name) + " is not a number: \"" + value + "\"");
    return number;
}

} // namespace

int64_t evaluate(std::string_view expression, Variables& variables, std::string& message) {
    message.clear();
    if (expression.find_first_not_of(" \t\n") == std::string_view::npos)
        return 0;
    return Evaluator(expression, variables, message).run();
}

} // namespace shell
