// SPDX-License-Identifier: MIT
// The log: one row a call, live, with a filter; the chosen call in detail below.
#pragma once

#include "web/inspector/model/filtered_rows.hpp"
#include "web/inspector/views/call_detail.hpp"
#include "web/inspector/views/call_rows.hpp"
#include "web/inspector/views/scroller.hpp"
#include "web/inspector/views/view.hpp"

namespace inspector {

class CallsView : public View {
  public:
    const char* title() const override { return "Calls"; }
    void draw(Desk& desk, Box box) override;
    bool key(Desk& desk, Key key) override;
    std::string mirror(const Desk& desk) const override;
    void restart() override;

    /// The next frame puts the cursor into the filter.
    void focus_filter() { wants_focus_ = true; }

  private:
    void follow_filter(const Desk& desk);
    void draw_toolbar(Desk& desk, Box box);
    void draw_filter(Desk& desk, Box box);
    void draw_list(Desk& desk, Box box);
    void draw_rows(Desk& desk, Box box, const CallColumns& columns);
    void draw_empty(const Desk& desk, Box box);
    void move_choice(Desk& desk, int by);

    FilteredRows rows_;
    Scroller scroller_;
    CallDetail detail_;
    std::string applied_filter_;
    char typed_[512] = "";
    bool wants_focus_ = false;
    size_t page_rows_ = 1;
};

} // namespace inspector
