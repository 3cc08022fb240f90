// SPDX-License-Identifier: MIT
// One piece of hardware that one task owns: ports, memory, an interrupt, or memory that devices can reach.
// The owner pays for it, and it never has two.
#pragma once

#include "kernel/abi/hardware.hpp"
#include "kernel/abi/result.hpp"
#include "kernel/event/events.hpp"
#include "kernel/lib/list.hpp"

namespace kernel {

struct Resource {
    ListNode node; // in Hardware
    abi::HardwareKind kind = abi::HardwareKind::ports;
    uint64_t base = 0;
    uint64_t size = 0; // 0 for interrupts
    Task* owner = nullptr;
    uint64_t mapped_at = 0; // address in the owner; 0: not mapped

    // Of an interrupt.
    uint32_t line = 0;
    uint64_t message_address = 0;
    uint64_t message_data = 0;
    Subscription subscription;

    bool is_interrupt() const {
        return kind == abi::HardwareKind::interrupt || kind == abi::HardwareKind::message_interrupt;
    }
    /// Mapped or subscribed: it cannot change its owner.
    bool in_use() const { return mapped_at != 0 || subscription.task; }
    abi::HandleType handle_type() const;
};

/// The resource behind a handle of any hardware type; nullptr for other handles.
Resource* resource_of(const HandleEntry& entry);

/// Takes it from the machine for `owner`, who pays. The errors of hardware_open; nothing changed then.
abi::Result<Resource*> open_resource(Task& owner, abi::HardwareKind kind, uint64_t base, uint64_t size);
/// Masks, unmaps and gives back; `resource` is gone. Its handle is the caller's business.
void close_resource(Resource& resource);
/// Another task owns it and pays from now on. Errors, with nothing changed: busy (in use), limit.
abi::Error move_resource(Resource& resource, Task& receiver);

/// Address in the owner. Errors: exists (mapped already), no_memory.
abi::Result<uint64_t> map_resource(Resource& resource, uint64_t flags);

// An interrupt reaches its subscriber once and then waits, masked in the machine, for unmask.

/// Unmasks. Errors: exists.
abi::Error subscribe_interrupt(Resource& resource, uint64_t method);
/// Errors: no_entry.
abi::Error unsubscribe_interrupt(Resource& resource);
/// Lets the next one through; one that could not be told (the owner's account was full) is told now.
/// Errors: no_entry (no subscription).
abi::Error unmask_interrupt(Resource& resource);

/// All resources of all tasks.
class Hardware {
  public:
    /// An interrupt came in. The machine has masked it, and no task runs. Lines that nobody owns are ignored.
    void raise(uint32_t line);

    Resource* find_line(uint32_t line) const;
    bool overlaps(abi::HardwareKind kind, uint64_t base, uint64_t size) const;
    List<Resource, &Resource::node> resources;
};

} // namespace kernel
