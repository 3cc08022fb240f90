// SPDX-License-Identifier: MIT
#include "servers/init/boot.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/lib/log.hpp"
#include "servers/init/patience.hpp"

namespace init {

using abi::Error;
using lib::log;

namespace {

constexpr size_t kMaxConfiguration = 64 * 1024; // bytes

/// How long something took, for the log: measured on the machine below, because the virtual clock stands
/// still while a task runs.
class Stopwatch {
  public:
    /// "1.234 ms".
    std::string read() const {
        const auto microseconds = uint64_t(sys_clock_read(uint32_t(abi::Clock::precise)) - start_) / 1000;
        const std::string fraction = std::to_string(1000 + microseconds % 1000).substr(1);
        return std::to_string(microseconds / 1000) + "." + fraction + " ms";
    }

  private:
    int64_t start_ = sys_clock_read(uint32_t(abi::Clock::precise));
};

/// A machine without hardware for tasks needs no drivers.
bool has_hardware() {
    const int64_t asked = sys_hardware_info(abi::kSystemHandle, 0, 0);
    return fibril::error_of(asked) != Error::not_supported;
}

} // namespace

abi::Result<void> Boot::mount_root() {
    const Stopwatch stopwatch;
    TRY(do_within(kPatience, "mount /", [&files = files_] { return files.mount("/", "archive"); }));
    log("archive is mounted on / after ", stopwatch.read());
    return {};
}

abi::Result<std::string> Boot::read_file(std::string_view path, size_t most) {
    const int file = TRY(files_.open(path, vfs::kOpenRead));
    std::string text(most, '\0');
    const auto size = files_.read_all(file, text.data(), text.size());
    (void)files_.close(file);
    text.resize(TRY(size));
    return text;
}

void Boot::start_monitor(std::string_view path) {
    auto table = read_file(path, abi::kMaxMonitorTable);
    const int64_t loaded =
        table.ok() ? sys_monitor_load(abi::kSystemHandle, fibril::address_of(table->data()), table->size())
                   : -int64_t(table.error());
    if (loaded < 0)
        log(path, ": ", fibril::error_of(loaded), "; the kernel does not check messages");
}

abi::Result<void> Boot::follow(std::string_view path) {
    const std::string text = TRY(read_file(path, kMaxConfiguration));
    const Configuration configuration = parse_configuration(text);
    for (const Problem& problem : configuration.problems)
        log(path, ":", problem.line, ": ", problem.text, "; the line is ignored");
    for (const Statement& statement : configuration.statements)
        std::visit([this](const auto& kind) { execute(kind); }, statement);
    return {};
}

void Boot::execute(const Environment& environment) {
    launcher_.add_environment(environment.variable);
}

void Boot::execute(const Server& server) {
    if (server.is_driver && !has_hardware())
        return;
    const Stopwatch stopwatch;
    auto task = supervisor_.start(server);
    if (!task.ok()) {
        log(server.name, ": cannot start ", server.command[0], ": ", task.error());
        return;
    }
    const auto ready = server.wait ? wait_until_ready(*server.wait) : abi::Result<void>();
    if (!ready.ok())
        log(server.name, ": is not ready: ", ready.error(), "; the boot goes on");
    else
        log(server.name, ": task ", *task, server.wait ? ", ready after " : ", started after ",
            stopwatch.read());
}

void Boot::execute(const Mount& mount) {
    const Stopwatch stopwatch;
    const auto mounted = do_within(kPatience, "mount", [&files = files_, mount] {
        return files.mount(mount.point, mount.file_system, mount.options);
    });
    if (mounted.ok())
        log(mount.file_system, " is mounted on ", mount.point, " after ", stopwatch.read());
    else
        log("cannot mount ", mount.file_system, " on ", mount.point, ": ", mounted.error());
}

void Boot::execute(const Terminal& terminal) {
    const auto started = terminals_.serve(terminal);
    if (!started.ok())
        log("terminal ", terminal.number, ": ", started.error());
}

} // namespace init
