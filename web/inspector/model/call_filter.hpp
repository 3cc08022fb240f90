// SPDX-License-Identifier: MIT
// Which calls to show. A filter is words separated by blanks, and all of them must hold:
//   open         anywhere in task names, interface.method or the error
//   task:vfs from:cat to:tmpfs iface:vfs       names that begin so
//   method:open error:no_entry                 names that contain it
//   is:error is:forwarded is:notification is:automatic is:open is:data
//   id:812       this call and all that it caused
//   -word        must not hold
#pragma once

#include "web/inspector/model/call_log.hpp"
#include "web/inspector/model/interface_table.hpp"
#include "web/inspector/model/task_table.hpp"

#include <string>
#include <vector>

namespace inspector {

class CallFilter {
  public:
    CallFilter() = default;

    /// Understands every text; problem() tells about words that mean nothing (they hold for no call).
    explicit CallFilter(const std::string& text);

    /// A sentence about the first word that means nothing, or "".
    const std::string& problem() const { return problem_; }
    bool empty() const { return terms_.empty(); }

    bool matches(const Call& call, const CallLog& log, const TaskTable& tasks,
                 const InterfaceTable& names) const;

  private:
    enum class Field { any, task, from, to, interface, method, error, is, id, nothing };
    enum class Kind { error, forwarded, notification, automatic, open, data };
    struct Term {
        Field field = Field::any;
        Kind kind = Kind::error; // of Field::is
        uint32_t id = 0;         // of Field::id
        bool negated = false;
        std::string text; // lower case
    };
    struct Names {
        const CallLog& log;
        const TaskTable& tasks;
        const InterfaceTable& interfaces;
    };

    Term parse(std::string word);
    void set_kind(Term& term, const std::string& word);
    void set_id(Term& term, const std::string& word);
    static bool holds(const Term& term, const Call& call, const Names& names);
    static bool is(Kind kind, const Call& call);
    static bool under(uint32_t id, const Call& call, const CallLog& log);

    std::vector<Term> terms_;
    std::string problem_;
};

/// Lower-case copy (ASCII).
std::string lower_case(std::string text);

} // namespace inspector
