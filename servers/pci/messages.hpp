// SPDX-License-Identifier: MIT
// Interrupts that a function raises by writing to memory (MSI and MSI-X): one for each function.
#pragma once

#include "kernel/abi/result.hpp"
#include "servers/pci/configuration.hpp"

namespace pci {

/// What a function has to write, and where.
struct Message {
    uint64_t address = 0;
    uint32_t data = 0;
};

/// The entry of a table that the function keeps in its memory.
struct MessageTable {
    uint32_t bar = 0;
    uint32_t offset = 0; // bytes in it
};

/// Makes the function interrupt with this message and with nothing else. Error: not_supported (no MSI).
abi::Result<void> set_message(Configuration& configuration, Address address, const Message& message);

/// Where the first entry of its MSI-X table is. Error: not_supported.
abi::Result<MessageTable> find_message_table(Configuration& configuration, Address address);
/// Fills an entry (16 bytes of mapped memory) and lets it through.
void write_table_entry(volatile uint32_t* entry, const Message& message);
/// Switches the table on, after its entry was written.
void use_message_table(Configuration& configuration, Address address);

/// The function interrupts no more. Does nothing to a function without messages.
void silence(Configuration& configuration, Address address);

} // namespace pci
