// SPDX-License-Identifier: MIT
// Fibrils that wait for something to change, all of them woken when it may have.
#pragma once

#include "fibrils/fibril.hpp"

#include <list>

namespace console {

class Waiters {
  public:
    static constexpr uint64_t kNever = ~uint64_t(0);

    /// Until wake_all, or `deadline` (fibril::now() scale, kNever for none). Error: timeout.
    abi::Result<void> wait(const char* what, uint64_t deadline = kNever) {
        fibril::Event event;
        const auto place = events_.insert(events_.end(), &event);
        auto result = abi::Result<void>();
        if (deadline == kNever)
            event.wait(what);
        else
            result = event.wait_until(deadline, what);
        events_.erase(place);
        return result;
    }

    void wake_all() {
        for (fibril::Event* event : events_)
            event->notify();
    }

  private:
    std::list<fibril::Event*> events_;
};

} // namespace console
