// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/clock.hpp"

#include "kernel/arch/x86_64/apic.hpp"
#include "kernel/arch/x86_64/hot.hpp"
#include "kernel/arch/x86_64/memory.hpp"
#include "kernel/arch/x86_64/processor.hpp"
#include "kernel/lib/panic.hpp"

namespace kernel::arch {

namespace {

using Wide = unsigned __int128;

constinit uint64_t frequency = 0; // of the counter, a second
KERNEL_HOT constinit uint64_t started = 0;
KERNEL_HOT constinit uint64_t scale = 0; // nanoseconds a cycle, 32 bits behind the point
constinit const char* reference_name = "nothing";

/// A clock of known frequency.
class Reference {
  public:
    virtual uint64_t now() = 0; // counts up; wraps as `mask` says
    uint64_t ticks_a_second = 0;
    uint64_t mask = 0;

  protected:
    ~Reference() = default;
};

class PowerTimer final : public Reference {
  public:
    explicit PowerTimer(const Acpi& acpi) : port_(acpi.timer_port) {
        ticks_a_second = 3'579'545;
        mask = acpi.timer_is_32_bit ? 0xffff'ffff : 0xff'ffff;
    }
    uint64_t now() override { return in32(port_) & mask; }

  private:
    uint16_t port_;
};

class Hpet final : public Reference {
  public:
    explicit Hpet(const char* registers) : registers_(reinterpret_cast<const volatile uint32_t*>(registers)) {
        constexpr uint64_t kFemtoseconds = 1'000'000'000'000'000;
        uint32_t period = registers_[1];
        ticks_a_second = period != 0 ? kFemtoseconds / period : 0;
        mask = 0xffff'ffff;
        auto* control = const_cast<volatile uint32_t*>(registers_ + 4);
        *control = *control | 1; // runs
    }
    uint64_t now() override { return registers_[0xf0 / 4]; }

  private:
    const volatile uint32_t* registers_;
};

// Channel 2 of the old timer counts down from 65535 once it is started; only its gate is used, no speaker.
class OldTimer final : public Reference {
  public:
    OldTimer() {
        ticks_a_second = 1'193'182;
        mask = 0xffff;
        out8(0x61, static_cast<uint8_t>((in8(0x61) & ~2) | 1));
        out8(0x43, 0xb4); // channel 2, both bytes, rate generator
        out8(0x42, 0xff);
        out8(0x42, 0xff);
    }
    uint64_t now() override {
        out8(0x43, 0x80); // hold the count for reading
        uint32_t low = in8(0x42);
        return 0xffff - (low | uint32_t(in8(0x42)) << 8);
    }
};

bool runs(Reference& reference) {
    if (reference.ticks_a_second == 0)
        return false;
    uint64_t before = reference.now();
    uint64_t limit = cycles() + 1'000'000'000; // generous: no clock of these stands still so long
    while (reference.now() == before) {
        if (cycles() > limit)
            return false;
    }
    return true;
}

struct Sample {
    uint64_t counter, timer, reference;
};

/// Waits so many reference ticks; what passed meanwhile.
Sample measure(Reference& reference, uint64_t ticks) {
    uint64_t begin = reference.now();
    uint64_t counter = cycles();
    uint32_t timer = read_timer();
    uint64_t passed = 0;
    while ((passed = (reference.now() - begin) & reference.mask) < ticks) {
    }
    uint64_t counter_end = cycles();
    return {counter_end - counter, timer - read_timer(), passed};
}

// Somebody may stop us in the middle (a hypervisor does): the shortest of several counts least too much.
void calibrate(Reference& reference) {
    constexpr int kRounds = 5;
    uint64_t ticks = reference.ticks_a_second / 200;
    Sample best{~uint64_t(0), 0, 1};
    start_timer_for_measuring();
    for (int round = 0; round < kRounds; ++round) {
        Sample sample = measure(reference, ticks);
        if (Wide(sample.counter) * best.reference < Wide(best.counter) * sample.reference)
            best = sample;
    }
    frequency = scaled(best.counter, reference.ticks_a_second, best.reference);
    set_timer_frequency(scaled(best.timer, reference.ticks_a_second, best.reference));
}

bool calibrate_with(Reference&& reference, const char* name) {
    if (!runs(reference))
        return false;
    calibrate(reference);
    reference_name = name;
    return true;
}

bool calibrate_with_any(const Acpi& acpi) {
    if (acpi.hpet != 0) {
        char* registers = map_device(acpi.hpet, kPageSize, Cache::uncached);
        if (registers && calibrate_with(Hpet(registers), "HPET"))
            return true;
    }
    if (acpi.timer_port != 0 && calibrate_with(PowerTimer(acpi), "ACPI timer"))
        return true;
    return calibrate_with(OldTimer(), "PIT");
}

} // namespace

void start_clock(const Acpi& acpi) {
    if (!calibrate_with_any(acpi) || frequency == 0)
        panic("no clock to measure the processor with (HPET, ACPI timer, PIT)");
    scale = scaled(1'000'000'000, uint64_t(1) << 32, frequency);
    started = cycles();
}

int64_t nanoseconds() {
    return static_cast<int64_t>(Wide(cycles() - started) * scale >> 32);
}

const char* clock_reference() {
    return reference_name;
}

uint64_t counter_frequency() {
    return frequency;
}

} // namespace kernel::arch
