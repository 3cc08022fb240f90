// SPDX-License-Identifier: MIT
// The deadlines of waiting fibrils: a binary heap, the earliest first, equal ones in the order of their
// fibrils' ids.
#pragma once

#include "fibrils/lib/array.hpp"
#include "fibrils/scheduler.hpp"

namespace fibril {

class Timeouts {
  public:
    bool empty() const { return heap_.empty(); }
    uint64_t first_deadline() const { return heap_[0]->deadline; }
    /// fibril->deadline is set.
    void add(Fibril* fibril);
    /// Nothing happens when it has no timeout.
    void remove(Fibril* fibril);
    /// Takes the first fibril whose deadline is not after `time`; null if there is none.
    Fibril* take_due(uint64_t time);

  private:
    void place(size_t index, Fibril* fibril);
    void sift_up(size_t index, Fibril* fibril);
    void sift_down(size_t index, Fibril* fibril);

    lib::Array<Fibril*> heap_;
};

} // namespace fibril
