// SPDX-License-Identifier: MIT
// Calculates expressions of constants.
#pragma once

#include "fibrils/idl/diagnostic.hpp"
#include "fibrils/idl/scope.hpp"

#include <map>

namespace idl {

class Evaluator {
  public:
    Evaluator(const Program& program, Diagnostics& diagnostics);

    /// Fills in the values of `expression` and its parts. Nothing after a mistake, which has been reported.
    /// Names are those of constants, but first of the values of `values`, if it is not null.
    std::optional<uint64_t> evaluate(Expression& expression, const Scope& scope,
                                     const Enumeration* values = nullptr);

    /// The same for the value of a declared constant; reports each mistake once.
    std::optional<uint64_t> evaluate(Constant& constant);

  private:
    struct Entry {
        const Scope* scope = nullptr;
        enum class State { fresh, busy, known, wrong } state = State::fresh;
    };

    std::optional<uint64_t> look_up(const Expression& expression, const Scope& scope,
                                    const Enumeration* values);
    std::optional<uint64_t> calculate(const Expression& expression, uint64_t left, uint64_t right);

    Diagnostics& diagnostics_;
    std::vector<std::unique_ptr<Scope>> scopes_;
    std::map<const Constant*, Entry> entries_;
    int depth_ = 0; // of constants that stand for constants
};

} // namespace idl
