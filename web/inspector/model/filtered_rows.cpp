// SPDX-License-Identifier: MIT
#include "web/inspector/model/filtered_rows.hpp"

#include <algorithm>

namespace inspector {

void FilteredRows::set_filter(CallFilter filter) {
    filter_ = std::move(filter);
    rows_.clear();
    open_.clear();
    next_ = 0;
    dropped_ = 0;
}

void FilteredRows::update(const CallLog& log, const TaskTable& tasks, const InterfaceTable& names) {
    while (!rows_.empty() && rows_.front() < log.first_row()) {
        rows_.pop_front();
        ++dropped_;
    }
    std::vector<Row> still_open;
    auto look_at = [&](Row row) {
        const Call& call = log.at(row);
        recheck(row, filter_.matches(call, log, tasks, names));
        if (!call.finished())
            still_open.push_back(row);
    };
    for (Row row : open_)
        if (log.contains(row))
            look_at(row);
    for (Row row = std::max(next_, log.first_row()); row < log.end_row(); ++row)
        look_at(row);
    next_ = log.end_row();
    open_ = std::move(still_open);
}

void FilteredRows::recheck(Row row, bool matches) {
    if (rows_.empty() || rows_.back() < row) {
        if (matches)
            rows_.push_back(row);
        return;
    }
    auto place = std::lower_bound(rows_.begin(), rows_.end(), row);
    bool shown = place != rows_.end() && *place == row;
    if (matches && !shown)
        rows_.insert(place, row);
    else if (!matches && shown)
        rows_.erase(place);
}

size_t FilteredRows::index_of(Row row) const {
    return size_t(std::lower_bound(rows_.begin(), rows_.end(), row) - rows_.begin());
}

} // namespace inspector
