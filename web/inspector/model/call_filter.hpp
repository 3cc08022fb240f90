// SPDX-License-Identifier: MIT
// Which calls to show: a text of the language of docs/filter.md. The page has the same in TypeScript
// (web/page/filter/CallFilter.ts); tests/filter/cases.txt is run by the tests of both.
//   open task:vfs -is:error                        words, all of which must hold
//   from = cat and (hops > 0 or not error = ok)    comparisons, joined
#pragma once

#include "web/inspector/model/filter_comparison.hpp"
#include "web/inspector/model/filter_fields.hpp"

#include <string>

namespace inspector {

class CallFilter {
  public:
    CallFilter() = default;

    /// Takes every text; problem() tells why it is no filter. Then it means no call.
    explicit CallFilter(const std::string& text);

    /// A sentence with the place, or "".
    std::string problem() const;
    /// The same without the place, which is counted in characters from 1; 0 without a problem.
    const std::string& problem_message() const { return problem_.message; }
    size_t problem_at() const { return problem_.at; }
    bool empty() const { return !test_ && !problem_.found(); }

    bool matches(const Call& call, const CallLog& log, const TaskTable& tasks,
                 const InterfaceTable& names) const;

  private:
    FilterTest test_; // null: all calls
    FilterProblem problem_;
};

} // namespace inspector
