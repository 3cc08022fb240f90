// SPDX-License-Identifier: MIT
#include "servers/loader/client.hpp"

#include "fibrils/arch/syscall.hpp"
#include "servers/loader/loader_client.hpp"
#include "servers/naming/client.hpp"

#include <string>

namespace loader {

using abi::Error;
using abi::Handle;
using abi::TaskId;

namespace {

/// The one connection of this task; children belong to it.
naming::ServiceSession<LoaderClient>& service() {
    static naming::ServiceSession<LoaderClient> service;
    return service;
}

std::string join(std::span<const std::string_view> strings) {
    std::string joined;
    for (const std::string_view string : strings) {
        joined += string.substr(0, string.find('\0'));
        joined += '\0';
    }
    return joined;
}

/// Of a spawn that is not even sent.
Error close_handles(const SpawnOptions& options, Error error) {
    for (const Handle handle : {options.files, options.system})
        if (handle != abi::kNoHandle)
            sys_handle_close(handle);
    for (const Handle handle : options.further)
        sys_handle_close(handle);
    return error;
}

std::span<const uint8_t> bytes_of(const std::string& text) {
    return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

} // namespace

abi::Result<TaskId> spawn(const SpawnOptions& options) {
    const std::string arguments = join(options.arguments), environment = join(options.environment);
    if (arguments.size() > kMaxArguments || environment.size() > kMaxEnvironment ||
        options.further.size() > kMaxFurtherHandles)
        return close_handles(options, Error::limit);
    const auto flags = SpawnFlags((options.files != abi::kNoHandle ? kSpawnFiles : 0) |
                                  (options.system != abi::kNoHandle ? kSpawnSystem : 0));
    const auto loader = service().get(true);
    if (!loader.ok())
        return close_handles(options, loader.error());
    return service().check(loader.value(),
                           loader.value()->spawn(flags, uint8_t(options.further.size()), options.path,
                                                 bytes_of(arguments), bytes_of(environment), options.files,
                                                 options.system, options.further));
}

abi::Result<ExitStatus> wait(TaskId task, bool no_hang) {
    const auto loader = TRY(service().get(true));
    const auto ended = TRY(service().check(loader, loader->wait(task, no_hang ? kWaitNoHang : WaitFlags(0))));
    const auto state = abi::TaskState(ended.state);
    return ExitStatus{.task = ended.task,
                      .faulted = state == abi::TaskState::faulted,
                      .killed = state == abi::TaskState::killed,
                      .status = ended.status,
                      .fault = abi::FaultKind(ended.fault),
                      .signal = ended.signal};
}

abi::Result<void> kill(TaskId task, int signal) {
    const auto loader = TRY(service().get(true));
    return service().check(loader, loader->kill(task, uint8_t(signal)));
}

abi::Result<void> detach(TaskId task) {
    const auto loader = TRY(service().get(true));
    return service().check(loader, loader->detach(task));
}

} // namespace loader
