// SPDX-License-Identifier: MIT
// All fibrils of the task by id. Ids count up, so that an old id finds nothing.
#pragma once

#include "fibrils/scheduler.hpp"

namespace fibril {

class Registry {
  public:
    /// Gives the fibril its id.
    void add(Fibril* fibril);
    void remove(Fibril* fibril);
    /// Null when unknown.
    Fibril* find(Id id) const;

  private:
    static constexpr size_t kFirstSize = 16; // needs no memory: the main fibril exists before malloc does

    void grow();
    void link(Fibril* fibril);

    Fibril* first_buckets_[kFirstSize] = {};
    Fibril** buckets_ = first_buckets_;
    size_t size_ = kFirstSize; // a power of two
    size_t count_ = 0;
    Id last_id_ = 0;
};

} // namespace fibril
