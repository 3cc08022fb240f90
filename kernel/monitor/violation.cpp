// SPDX-License-Identifier: MIT
#include "kernel/monitor/violation.hpp"

namespace kernel {

namespace {

bool is_same(const abi::Violation& one, const abi::Violation& other) {
    return one.culprit == other.culprit && one.partner == other.partner && one.interface == other.interface &&
           one.method == other.method && one.detail[0] == other.detail[0] &&
           one.detail[1] == other.detail[1] && one.rule == other.rule && one.policy == other.policy;
}

} // namespace

const abi::Violation& Violations::add(const abi::Violation& violation) {
    uint32_t count = 1;
    if (last_ != 0 && is_same(last(), violation))
        count = last().count + 1;
    else
        ++last_;
    abi::Violation& kept = records_[last_ % abi::kViolationCapacity];
    kept = violation;
    kept.sequence = last_;
    kept.count = count;
    kept.total = ++total_;
    return kept;
}

uint32_t Violations::read(uint64_t first, abi::Violation* to, uint32_t capacity) const {
    const uint64_t oldest = last_ >= abi::kViolationCapacity ? last_ - abi::kViolationCapacity + 1 : 1;
    uint32_t count = 0;
    for (uint64_t at = first > oldest ? first : oldest; at <= last_ && count < capacity; ++at)
        to[count++] = records_[at % abi::kViolationCapacity];
    return count;
}

} // namespace kernel
