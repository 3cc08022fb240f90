// SPDX-License-Identifier: MIT
#include "servers/init/launcher.hpp"

#include "fibrils/arch/syscall.hpp"

namespace init {

using abi::Handle;
using abi::Right;

namespace {

/// kNoHandle for no rights.
abi::Result<Handle> system_handle(Right rights) {
    if (rights == Right::none)
        return Handle(abi::kNoHandle);
    const int64_t handle =
        sys_handle_duplicate(abi::kSystemHandle, uint32_t(rights | Right::transfer | Right::duplicate));
    if (handle < 0)
        return fibril::error_of(handle);
    return Handle(handle);
}

} // namespace

abi::Result<abi::TaskId> Launcher::start(std::span<const std::string> command, Right rights,
                                         std::span<const vfs::DescriptorMap> descriptors,
                                         std::span<const std::string> more_environment) {
    const std::vector<std::string_view> arguments(command.begin(), command.end());
    std::vector<std::string_view> environment(environment_.begin(), environment_.end());
    environment.insert(environment.end(), more_environment.begin(), more_environment.end());
    const Handle system = TRY(system_handle(rights));
    auto session = files_.make_session(descriptors);
    if (!session.ok()) {
        sys_handle_close(system);
        return session.error();
    }
    return loader::spawn({.path = command[0],
                          .arguments = arguments,
                          .environment = environment,
                          .files = *session,
                          .system = system,
                          .further = {}});
}

std::string describe(const loader::ExitStatus& status) {
    if (status.faulted)
        return std::string("ended by a fault: ") + abi::describe(status.fault);
    if (status.killed)
        return "was killed (signal " + std::to_string(status.signal) + ")";
    return "exited with status " + std::to_string(status.status);
}

} // namespace init
