// SPDX-License-Identifier: MIT
#include "fibrils/idl/evaluator.hpp"

#include "fibrils/idl/parser.hpp"

namespace idl {

namespace {

constexpr int kMaxDepth = 50;

} // namespace

Evaluator::Evaluator(const Program& program, Diagnostics& diagnostics) : diagnostics_(diagnostics) {
    for (const auto& unit : program.units) {
        scopes_.push_back(std::make_unique<Scope>(program, *unit));
        for (const auto& constant : unit->constants)
            entries_[constant.get()].scope = scopes_.back().get();
    }
}

std::optional<uint64_t> Evaluator::evaluate(Constant& constant) {
    Entry& entry = entries_[&constant];
    if (entry.state == Entry::State::known)
        return constant.value.value;
    if (entry.state == Entry::State::wrong)
        return {};
    if (entry.state == Entry::State::busy || depth_ == kMaxDepth) {
        const std::string what =
            entry.state == Entry::State::busy ? "needs its own value" : "stands for too many others";
        diagnostics_.error(206, constant.name.place, "the value of `" + constant.name.text + "` " + what);
        entry.state = Entry::State::wrong;
        return {};
    }
    entry.state = Entry::State::busy;
    depth_++;
    const auto value = evaluate(constant.value, *entry.scope);
    depth_--;
    entry.state = value ? Entry::State::known : Entry::State::wrong;
    return value;
}

std::optional<uint64_t> Evaluator::evaluate(Expression& expression, const Scope& scope,
                                            const Enumeration* values) {
    std::optional<uint64_t> value;
    if (expression.kind == Expression::Kind::number) {
        value = number_value(expression.text.text);
    } else if (expression.kind == Expression::Kind::name) {
        value = look_up(expression, scope, values);
    } else {
        const auto left = evaluate(*expression.left, scope, values);
        const auto right = expression.right ? evaluate(*expression.right, scope, values) : uint64_t(0);
        if (left && right)
            value = calculate(expression, *left, *right);
    }
    expression.value = value.value_or(0);
    return value;
}

std::optional<uint64_t> Evaluator::look_up(const Expression& expression, const Scope& scope,
                                           const Enumeration* values) {
    const std::string& name = expression.text.text;
    if (values)
        for (const Enumerator& enumerator : values->values)
            if (enumerator.name.text == name)
                return enumerator.value.value;
    if (Constant* constant = scope.constant(name))
        return evaluate(*constant);
    const std::string similar = scope.similar(name);
    diagnostics_.error(205, expression.text.place, "there is no constant `" + name + "`",
                       similar.empty() ? "" : "did you mean `" + similar + "`?");
    return {};
}

std::optional<uint64_t> Evaluator::calculate(const Expression& expression, uint64_t left, uint64_t right) {
    uint64_t value = 0;
    bool is_wrong = false;
    switch (expression.kind) {
    case Expression::Kind::add:
        is_wrong = __builtin_add_overflow(left, right, &value);
        break;
    case Expression::Kind::subtract:
        is_wrong = __builtin_sub_overflow(left, right, &value);
        break;
    case Expression::Kind::multiply:
        is_wrong = __builtin_mul_overflow(left, right, &value);
        break;
    default:
        value = ~left;
    }
    if (!is_wrong)
        return value;
    diagnostics_.error(207, expression.place, "this is no number of 0 to 2^64 - 1");
    return {};
}

} // namespace idl
