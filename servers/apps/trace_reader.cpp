// SPDX-License-Identifier: MIT
#include "servers/apps/trace_reader.hpp"

#include "fibrils/arch/syscall.hpp"
#include "servers/apps/machine.hpp"

namespace apps {

namespace {

constexpr uint32_t kCalls = 1; // trace mask: everything but dispatches
constexpr size_t kChunk = 256; // records asked for at a time; the kernel may give fewer

int64_t read_records(uint64_t first, abi::TraceRecord* to, size_t capacity) {
    return sys_trace_read(abi::kSystemHandle, first, fibril::address_of(to), capacity);
}

/// The number of a record that was asked for as `first` or later; it carries only the low half.
uint64_t number_of(const abi::TraceRecord& record, uint64_t first) {
    return first + (record.sequence - uint32_t(first));
}

} // namespace

TraceReader::TraceReader() {
    auto info = machine_info();
    if (!info.ok()) {
        error_ = info.error();
        return;
    }
    old_mask_ = info->trace_on;
    error_ = fibril::error_of(sys_trace_control(abi::kSystemHandle, old_mask_ | kCalls));
    if (error_ == abi::Error::ok)
        find_end();
}

TraceReader::~TraceReader() {
    if (error_ == abi::Error::ok)
        sys_trace_control(abi::kSystemHandle, old_mask_);
}

/// The kernel tells no number of the newest record, but whether there is one from a number on.
void TraceReader::find_end() {
    abi::TraceRecord record;
    uint64_t low = 1, high = 1;
    while (read_records(high, &record, 1) == 1) {
        low = high + 1;
        high *= 2;
    }
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (read_records(middle, &record, 1) == 1)
            low = middle + 1;
        else
            high = middle;
    }
    next_ = low;
}

void TraceReader::rewind() {
    next_ = next_ > abi::kTraceCapacity ? next_ - abi::kTraceCapacity : 1;
    rewound_ = true;
}

std::vector<abi::TraceRecord> TraceReader::read() {
    std::vector<abi::TraceRecord> records;
    for (;;) {
        size_t before = records.size();
        records.resize(before + kChunk);
        int64_t count = read_records(next_, records.data() + before, kChunk);
        records.resize(before + size_t(count > 0 ? count : 0));
        if (count <= 0)
            return records;
        uint64_t first = number_of(records[before], next_);
        if (!rewound_)
            lost_ += first - next_;
        rewound_ = false;
        next_ = first + uint64_t(count);
    }
}

} // namespace apps
