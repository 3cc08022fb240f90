// SPDX-License-Identifier: MIT
// Whether and when a server that has died is started again.
#pragma once

#include "servers/init/configuration.hpp"

namespace init {

class Restarts {
  public:
    static constexpr uint64_t kLongLife = 10'000'000; // microseconds; who lived so long begins anew
    static constexpr uint64_t kFirstPause = 100'000;  // before the second start in a row; then doubled
    static constexpr uint32_t kMaxInARow = 5;

    explicit Restarts(Restart policy) : policy_(policy) {}

    /// After a death: the pause before the next start, in microseconds, or nothing when there will be none.
    /// `abnormal`: by a fault or a kill. `lived`: microseconds.
    std::optional<uint64_t> next(bool abnormal, uint64_t lived);
    /// It died too often, as far as next() knows.
    bool gave_up() const { return in_a_row_ > kMaxInARow; }

  private:
    Restart policy_;
    uint32_t in_a_row_ = 0;
};

} // namespace init
