// SPDX-License-Identifier: MIT
// The answer of a call that generated code has sent, still to come.
#pragma once

#include "fibrils/async/operation.hpp"

namespace async {

/// Move-only; its session and the buffers of the call must outlive it. Dropping it forgets the answer, which
/// is only allowed for calls whose buffers stay; say so with forget().
template<typename T>
class [[nodiscard]] Future {
  public:
    using Decode = Result<T> (*)(const Operation::Outcome& outcome);

    Future(Operation operation, Decode decode) : operation_(std::move(operation)), decode_(decode) {}

    /// Waits in this fibril. Afterwards the future is empty.
    Result<T> wait() { return decode_(operation_.wait()); }
    /// The same until a deadline (fibril::now() scale). Error timeout: it stays waitable.
    Result<T> wait_until(uint64_t deadline) { return decode_(TRY(operation_.wait_until(deadline))); }
    void forget() { operation_.forget(); }
    bool done() const { return operation_.done(); }

  private:
    Operation operation_;
    Decode decode_;
};

} // namespace async
