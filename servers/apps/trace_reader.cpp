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
        high = high * 2 > record.sequence ? high * 2 : uint64_t(record.sequence) * 2;
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
    next_ = 1;
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
        if (next_ > 1)
            lost_ += records[before].sequence - next_;
        next_ = uint64_t(records.back().sequence) + 1;
    }
}

} // namespace apps
