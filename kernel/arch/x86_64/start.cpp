// SPDX-License-Identifier: MIT
// The kernel's start on a PC, on one screen: consoles, memory, traps, tables, interrupts, time; then the boot
// tasks.
#include "kernel/arch/x86_64/apic.hpp"
#include "kernel/arch/x86_64/archive.hpp"
#include "kernel/arch/x86_64/boot.hpp"
#include "kernel/arch/x86_64/clock.hpp"
#include "kernel/arch/x86_64/early_console.hpp"
#include "kernel/arch/x86_64/executable_image.hpp"
#include "kernel/arch/x86_64/loop.hpp"
#include "kernel/arch/x86_64/memory.hpp"
#include "kernel/arch/x86_64/panic.hpp"
#include "kernel/arch/x86_64/processor.hpp"
#include "kernel/arch/x86_64/trace_port.hpp"
#include "kernel/arch/x86_64/trap.hpp"
#include "kernel/kernel.hpp"
#include "kernel/lib/text.hpp"
#include "kernel/task/boot.hpp"

#include <cstring>

extern "C" {
using Constructor = void (*)();
extern Constructor constructors_begin[], constructors_end[];
}

namespace kernel::arch {

namespace {

constinit const abi::x86_64::BootInformation* boot = nullptr;
constinit Acpi acpi_tables{};

/// Started by the kernel, in this order; init starts all others.
constexpr std::string_view kBootTasks[] = {"naming", "loader", "archive", "vfs", "init"};

const char* read_physical(uint64_t address, uint64_t size) {
    constexpr uint64_t kAlwaysMapped = uint64_t(1) << 32;
    bool mapped = address < kAlwaysMapped && size <= kAlwaysMapped - address;
    return mapped ? at_physical(address) : nullptr;
}

class ArchiveSource final : public ExecutableSource {
  public:
    explicit ArchiveSource(const ArchiveFile& file) : file_(file) {}
    bool read(uint64_t offset, char* to, uint64_t size) override {
        if (offset > file_.size || size > file_.size - offset)
            return false;
        std::memcpy(to, file_.bytes + offset, size);
        return true;
    }

  private:
    const ArchiveFile& file_;
};

void log(std::string_view text) {
    kernel::kernel().log.write(kernel::kernel().clock.uptime(), "kernel", text);
}

constexpr std::string_view kWriteAgain = "The image is incomplete or damaged: write it to the medium again.";

[[noreturn]] void give_up(std::string_view problem, std::string_view what) {
    cannot_start(problem, what, kWriteAgain);
}

void start_boot_task(std::string_view archive, std::string_view name) {
    char path[32] = "boot/";
    std::memcpy(path + 5, name.data(), name.size());
    ArchiveFile file = find_in_archive(archive, {path, 5 + name.size()});
    if (!file.bytes)
        give_up("the boot archive has no file ", {path, 5 + name.size()});
    ArchiveSource source(file);
    int32_t image = create_executable_image(source, file.size);
    if (image == -2)
        cannot_start("there is not enough memory for ", {path, 5 + name.size()}, kMemoryAdvice);
    if (image < 0)
        give_up("not an executable of this machine: ", {path, 5 + name.size()});
    if (add_boot_task(name, image) != abi::Error::ok)
        give_up("the kernel refuses ", {path, 5 + name.size()});
    release_executable_image(image);
}

void start_tasks() {
    if (boot->archive_size == 0)
        give_up("the loader brought no boot archive", "");
    std::string_view archive(at_physical(boot->archive), boot->archive_size);
    for (std::string_view name : kBootTasks)
        start_boot_task(archive, name);
    start_boot_tasks();
}

void log_machine() {
    char line[160];
    char* at = append(append(line, "Switchboard for x86_64, started by "), boot->loader);
    log({line, static_cast<size_t>(at - line)});
    at = append_number(append(line, "memory: "), frames().total_pages() * kPageSize >> 20, 10);
    at = append_number(append(at, " MiB; time: "), counter_frequency() / 1'000'000, 10);
    at = append(append(at, " MHz by the "), clock_reference());
    at = append_number(append(at, "; interrupts: "), global_interrupts(), 10);
    log({line, static_cast<size_t>(at - line)});
    for (const char* problem : {boot->problem, acpi_tables.problem}) {
        if (problem)
            log(problem);
    }
}

// With less, the boot archive and its tasks do not fit.
void check_memory() {
    constexpr uint64_t kLeast = 24; // MiB
    uint64_t found = frames().total_pages() * kPageSize >> 20;
    if (found >= kLeast)
        return;
    char text[40];
    char* end = append(append_number(append(text, "only "), found, 10), " MiB of memory are free");
    cannot_start({text, static_cast<size_t>(end - text)}, "", kMemoryAdvice);
}

uint64_t random_seed() {
    constexpr uint32_t kHasRandom = 1u << 30;
    uint64_t seed = cycles();
    if (identify(1).c & kHasRandom) {
        uint64_t value = 0;
        asm volatile("rdrand %0" : "=r"(value) : : "cc");
        seed ^= value;
    }
    return seed;
}

void start_hardware() {
    start_serial_console();
    start_traps();
    start_memory(*boot);
    start_screen_console(boot->framebuffer);
    check_memory(); // not before there is a screen to say it on
    read_acpi(read_physical, boot->acpi_copy, boot->acpi_root, acpi_tables);
    start_apic(acpi_tables);
    start_clock(acpi_tables);
}

} // namespace

void cannot_start(std::string_view problem, std::string_view what, std::string_view advice) {
    show("\nSwitchboard cannot start: ");
    show(problem);
    show(what);
    show(".\n");
    show(advice);
    show(" The computer may be switched off.\n");
    leave_emulator(1);
    stop_processor(); // not off: somebody has to read this
}

const abi::x86_64::BootInformation& boot_information() {
    return *boot;
}

const Acpi& acpi() {
    return acpi_tables;
}

std::string_view boot_option(std::string_view name) {
    std::string_view line = boot->command_line;
    while (!line.empty()) {
        std::string_view word = line.substr(0, line.find(' '));
        line.remove_prefix(word.size() < line.size() ? word.size() + 1 : word.size());
        if (word == name)
            return "yes";
        if (word.size() > name.size() && word.substr(0, name.size()) == name && word[name.size()] == '=')
            return word.substr(name.size() + 1);
    }
    return {};
}

} // namespace kernel::arch

extern "C" void kernel_start(const abi::x86_64::BootInformation& information) {
    using namespace kernel::arch;
    boot = &information;
    for (Constructor* constructor = constructors_begin; constructor < constructors_end; ++constructor)
        (*constructor)();
    kernel::reset_kernel();
    start_hardware();
    log_machine();
    kernel::kernel().random.seed(random_seed());
    start_trace_port();
    start_tasks();
    run_machine();
}
