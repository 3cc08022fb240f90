// SPDX-License-Identifier: MIT
// Messages that the description of their interface does not allow, the newest first.
#pragma once

#include "web/inspector/views/view.hpp"

namespace inspector {

class ViolationsView : public View {
  public:
    const char* title() const override { return "Rules"; }
    void draw(Desk& desk, Box box) override;
    std::string mirror(const Desk& desk) const override;

  private:
    void draw_row(Desk& desk, const ViolationRow& row, Box box);
};

} // namespace inspector
