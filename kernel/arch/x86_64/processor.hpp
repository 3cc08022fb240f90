// SPDX-License-Identifier: MIT
// Single instructions of the processor. Source: Intel SDM volumes 2 and 3.
#pragma once

#include <cstdint>

namespace kernel::arch {

inline uint8_t in8(uint16_t port) {
    uint8_t value;
    asm volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}
inline uint16_t in16(uint16_t port) {
    uint16_t value;
    asm volatile("inw %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}
inline uint32_t in32(uint16_t port) {
    uint32_t value;
    asm volatile("inl %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}
inline void out8(uint16_t port, uint8_t value) {
    asm volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}
inline void out16(uint16_t port, uint16_t value) {
    asm volatile("outw %0, %1" : : "a"(value), "Nd"(port));
}
inline void out32(uint16_t port, uint32_t value) {
    asm volatile("outl %0, %1" : : "a"(value), "Nd"(port));
}

/// Model-specific registers that the kernel uses.
enum class Register : uint32_t {
    apic_base = 0x1b,
    page_attributes = 0x277,
    system_call_segments = 0xc000'0081,
    system_call_entry = 0xc000'0082,
    system_call_flags = 0xc000'0084,
    thread_pointer = 0xc000'0100,
};

inline uint64_t read_register(uint32_t number) {
    uint32_t low, high;
    asm volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(number));
    return uint64_t(high) << 32 | low;
}
inline uint64_t read_register(Register name) {
    return read_register(static_cast<uint32_t>(name));
}
inline void write_register(uint32_t number, uint64_t value) {
    asm volatile("wrmsr" : : "c"(number), "a"(uint32_t(value)), "d"(uint32_t(value >> 32)));
}
inline void write_register(Register name, uint64_t value) {
    write_register(static_cast<uint32_t>(name), value);
}

struct Identification {
    uint32_t a, b, c, d;
};
inline Identification identify(uint32_t leaf, uint32_t subleaf = 0) {
    Identification result;
    asm volatile("cpuid"
                 : "=a"(result.a), "=b"(result.b), "=c"(result.c), "=d"(result.d)
                 : "a"(leaf), "c"(subleaf));
    return result;
}

/// Cycles of the time stamp counter.
inline uint64_t cycles() {
    uint32_t low, high;
    asm volatile("rdtsc" : "=a"(low), "=d"(high));
    return uint64_t(high) << 32 | low;
}

/// a * b / c with nothing lost in between; the result must fit.
inline uint64_t scaled(uint64_t a, uint64_t b, uint64_t c) {
    uint64_t low, high;
    asm("mul %3; div %4" : "=&a"(low), "=&d"(high) : "0"(a), "r"(b), "r"(c) : "cc");
    return low;
}

/// The top page table of the address space that is in use.
inline uint64_t read_page_table() {
    uint64_t value;
    asm volatile("mov %%cr3, %0" : "=r"(value));
    return value;
}
inline void write_page_table(uint64_t value) {
    asm volatile("mov %0, %%cr3" : : "r"(value) : "memory");
}
/// The address of the last page fault.
inline uint64_t read_fault_address() {
    uint64_t value;
    asm volatile("mov %%cr2, %0" : "=r"(value));
    return value;
}
inline uint64_t read_control_4() {
    uint64_t value;
    asm volatile("mov %%cr4, %0" : "=r"(value));
    return value;
}
inline void write_control_4(uint64_t value) {
    asm volatile("mov %0, %%cr4" : : "r"(value));
}
/// Forgets what the processor remembers of one page of the address space in use.
inline void forget_page(uint64_t address) {
    asm volatile("invlpg (%0)" : : "r"(address) : "memory");
}

/// Waits for an interrupt and lets it in; returns after it, with interrupts off again.
inline void wait_for_interrupt() {
    asm volatile("sti; hlt; cli" : : : "memory");
}
inline void pause() {
    asm volatile("pause");
}
[[noreturn]] inline void stop_processor() {
    for (;;)
        asm volatile("cli; hlt");
}

} // namespace kernel::arch
