// SPDX-License-Identifier: MIT
// Switches the trace on and reads what the kernel writes into it.
#pragma once

#include "kernel/abi/result.hpp"
#include "kernel/abi/trace.hpp"

#include <vector>

namespace apps {

/// The trace is on while this lives; afterwards it is as before. Reading begins at the newest record.
class TraceReader {
  public:
    TraceReader();
    ~TraceReader();
    TraceReader(const TraceReader&) = delete;
    TraceReader& operator=(const TraceReader&) = delete;

    /// Why there is no trace: no_entry (no system handle), permission.
    abi::Error error() const { return error_; }
    bool was_on() const { return old_mask_ != 0; }

    /// All records since the last call; when the ring was overrun, lost() counts what is missing.
    std::vector<abi::TraceRecord> read();
    uint64_t lost() const { return lost_; }
    /// Goes back to the oldest record that the ring still holds.
    void rewind();

  private:
    void find_end();

    uint32_t old_mask_ = 0;
    uint64_t next_ = 1;    // number of the record to read next
    bool rewound_ = false; // what is gone before it was never asked for
    uint64_t lost_ = 0;
    abi::Error error_ = abi::Error::ok;
};

} // namespace apps
