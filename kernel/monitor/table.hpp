// SPDX-License-Identifier: MIT
// The table of interfaces, in the form that abi/monitor.hpp describes. It is checked once, completely; then
// every number in it may be used as it is.
#pragma once

#include "kernel/abi/monitor.hpp"

namespace kernel {

class MonitorTable {
  public:
    MonitorTable() = default;
    /// `bytes`: a table that is_valid, aligned to 8, which must outlive this.
    explicit MonitorTable(const void* bytes);

    /// Whether these bytes, aligned to 8, are a table in which every reference leads somewhere.
    static bool is_valid(const void* bytes, uint64_t size);

    uint32_t interface_count() const { return header_ ? header_->interfaces : 0; }
    /// Number of an interface; -1 if it is not in the table.
    int find(abi::InterfaceId id) const;

    const abi::MonitorInterface& interface(uint32_t number) const { return interfaces_[number]; }
    const abi::MonitorMethod& method(uint32_t number) const { return methods_[number]; }
    const abi::MonitorAttachment& attachment(uint32_t number) const { return attachments_[number]; }
    const abi::MonitorEffect& effect(uint32_t number) const { return effects_[number]; }

    /// The bit of the state in which a connection begins; `number`: second word of connect_me_to.
    uint16_t first_state(uint32_t interface, uint64_t number) const;
    /// Those states in which a connection can be after an answer in one of `states`.
    uint16_t states_after(const abi::MonitorMethod& method, uint16_t states, uint64_t error) const;
    /// The same for any answer.
    uint16_t states_after_any(const abi::MonitorMethod& method, uint16_t states) const;

  private:
    class Check;

    const abi::MonitorHeader* header_ = nullptr;
    const abi::MonitorMethod* methods_ = nullptr;
    const abi::MonitorAttachment* attachments_ = nullptr;
    const abi::MonitorConnect* connects_ = nullptr;
    const abi::MonitorInterface* interfaces_ = nullptr;
    const abi::MonitorEffect* effects_ = nullptr;
    const abi::MonitorTransition* transitions_ = nullptr;
};

} // namespace kernel
