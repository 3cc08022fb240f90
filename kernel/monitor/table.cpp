// SPDX-License-Identifier: MIT
#include "kernel/monitor/table.hpp"

namespace kernel {

using abi::MonitorAttachment;
using abi::MonitorConnect;
using abi::MonitorEffect;
using abi::MonitorHeader;
using abi::MonitorInterface;
using abi::MonitorKind;
using abi::MonitorMethod;
using abi::MonitorTest;
using abi::MonitorTransition;

namespace {

constexpr uint8_t kKnownFlags = 7; // MonitorFlag

uint64_t size_of(const MonitorHeader& header) {
    return sizeof(MonitorHeader) + header.methods * sizeof(MonitorMethod) +
           header.attachments * sizeof(MonitorAttachment) + header.connects * sizeof(MonitorConnect) +
           header.interfaces * sizeof(MonitorInterface) + header.effects * sizeof(MonitorEffect) +
           header.transitions * sizeof(MonitorTransition);
}

bool is_one_bit(uint16_t states) {
    return states != 0 && (states & (states - 1)) == 0;
}

bool is_field(uint8_t word, uint8_t shift, uint8_t bits) {
    return word >= 1 && word <= 5 && bits >= 1 && bits <= 64 && shift <= 64 - bits;
}

} // namespace

MonitorTable::MonitorTable(const void* bytes) : header_(static_cast<const MonitorHeader*>(bytes)) {
    methods_ = reinterpret_cast<const MonitorMethod*>(header_ + 1);
    attachments_ = reinterpret_cast<const MonitorAttachment*>(methods_ + header_->methods);
    connects_ = reinterpret_cast<const MonitorConnect*>(attachments_ + header_->attachments);
    interfaces_ = reinterpret_cast<const MonitorInterface*>(connects_ + header_->connects);
    effects_ = reinterpret_cast<const MonitorEffect*>(interfaces_ + header_->interfaces);
    transitions_ = reinterpret_cast<const MonitorTransition*>(effects_ + header_->effects);
}

/// The checks of single entries.
class MonitorTable::Check {
  public:
    explicit Check(const MonitorTable& table) : table_(table), header_(*table.header_) {}

    bool all() const {
        return each(header_.interfaces, &Check::interface) && each(header_.methods, &Check::method) &&
               each(header_.attachments, &Check::attachment) && each(header_.connects, &Check::connect) &&
               each(header_.effects, &Check::effect) && each(header_.transitions, &Check::transition);
    }

  private:
    bool each(uint32_t count, bool (Check::*is_good)(uint32_t) const) const {
        for (uint32_t number = 0; number < count; ++number)
            if (!(this->*is_good)(number))
                return false;
        return true;
    }

    bool interface(uint32_t number) const {
        const MonitorInterface& entry = table_.interfaces_[number];
        return (number == 0 || table_.interfaces_[number - 1].id < entry.id) && entry.id != 0 &&
               entry.first_method + entry.methods <= header_.methods &&
               entry.first_connect + entry.connects <= header_.connects &&
               (entry.start == 0 || is_one_bit(entry.start));
    }

    bool method(uint32_t number) const {
        const MonitorMethod& entry = table_.methods_[number];
        return (static_cast<uint8_t>(entry.flags) & ~kKnownFlags) == 0 &&
               entry.attachments <= abi::kMaxMonitorAttachments &&
               entry.first_attachment + entry.attachments <= header_.attachments &&
               entry.first_effect + entry.effects <= header_.effects &&
               entry.first_transition + entry.transitions <= header_.transitions;
    }

    bool attachment(uint32_t number) const {
        const MonitorAttachment& entry = table_.attachments_[number];
        if (entry.kind < MonitorKind::data_in || entry.kind > MonitorKind::ping ||
            entry.test > MonitorTest::count)
            return false;
        if (entry.test != MonitorTest::always && !is_field(entry.word, entry.shift, entry.bits))
            return false;
        if (entry.test == MonitorTest::count && entry.most > abi::kMaxMonitorHandles)
            return false;
        return entry.most <= abi::kMaxTransfer &&
               (entry.inline_word == 0 || is_field(entry.inline_word, entry.inline_shift, 8));
    }

    bool connect(uint32_t number) const { return is_one_bit(table_.connects_[number].states); }

    bool effect(uint32_t number) const {
        const MonitorEffect& entry = table_.effects_[number];
        return entry.interface < header_.interfaces &&
               (entry.method == abi::kAnyMethod ||
                entry.method < table_.interfaces_[entry.interface].methods);
    }

    bool transition(uint32_t number) const {
        const MonitorTransition& entry = table_.transitions_[number];
        return entry.from < abi::kMaxMonitorStates && entry.to < abi::kMaxMonitorStates;
    }

    const MonitorTable& table_;
    const MonitorHeader& header_;
};

bool MonitorTable::is_valid(const void* bytes, uint64_t size) {
    if (size < sizeof(MonitorHeader) || size > abi::kMaxMonitorTable)
        return false;
    const auto& header = *static_cast<const MonitorHeader*>(bytes);
    return header.magic == abi::kMonitorMagic && header.version == abi::kMonitorVersion &&
           header.size == size && header.interfaces <= abi::kMaxMonitorInterfaces &&
           size_of(header) == size && Check(MonitorTable(bytes)).all();
}

int MonitorTable::find(abi::InterfaceId id) const {
    int low = 0;
    int high = static_cast<int>(interface_count()) - 1;
    while (low <= high) {
        const int middle = (low + high) / 2;
        if (interfaces_[middle].id == id)
            return middle;
        if (interfaces_[middle].id < id)
            low = middle + 1;
        else
            high = middle - 1;
    }
    return -1;
}

uint16_t MonitorTable::first_state(uint32_t interface, uint64_t number) const {
    const MonitorInterface& entry = interfaces_[interface];
    for (uint32_t at = 0; at < entry.connects; ++at) {
        const MonitorConnect& connect = connects_[entry.first_connect + at];
        if (connect.any != 0 || connect.number == number)
            return connect.states;
    }
    return entry.start;
}

uint16_t MonitorTable::states_after(const MonitorMethod& method, uint16_t states, uint64_t error) const {
    uint16_t left = states;
    uint16_t after = 0;
    for (uint32_t at = 0; at < method.transitions; ++at) {
        const MonitorTransition& transition = transitions_[method.first_transition + at];
        if (transition.error != error || !(states >> transition.from & 1))
            continue;
        left = static_cast<uint16_t>(left & ~(1u << transition.from));
        after = static_cast<uint16_t>(after | 1u << transition.to);
    }
    return after | left;
}

uint16_t MonitorTable::states_after_any(const MonitorMethod& method, uint16_t states) const {
    uint16_t after = states;
    for (uint32_t at = 0; at < method.transitions; ++at) {
        const MonitorTransition& transition = transitions_[method.first_transition + at];
        if (states >> transition.from & 1)
            after = static_cast<uint16_t>(after | 1u << transition.to);
    }
    return after;
}

} // namespace kernel
