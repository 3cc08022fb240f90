// SPDX-License-Identifier: MIT
// The rows of the log that a filter lets through, kept up to date without looking at old rows again.
#pragma once

#include "web/inspector/model/call_filter.hpp"

#include <deque>
#include <vector>

namespace inspector {

class FilteredRows {
  public:
    /// Starts over with another filter.
    void set_filter(CallFilter filter);
    const CallFilter& filter() const { return filter_; }

    /// Follows the log. Looks at new rows, and again at those that were not finished last time.
    void update(const CallLog& log, const TaskTable& tasks, const InterfaceTable& names);

    size_t size() const { return rows_.size(); }
    Row at(size_t index) const { return rows_[index]; }

    /// How many rows went away at the front since the start; lets a view keep its place.
    uint64_t dropped() const { return dropped_; }

    /// The index of a row, or of the next one that is shown; size() after the last.
    size_t index_of(Row row) const;

  private:
    void recheck(Row row, bool matches);

    CallFilter filter_;
    std::deque<Row> rows_; // ascending
    std::vector<Row> open_;
    Row next_ = 0;
    uint64_t dropped_ = 0;
};

} // namespace inspector
