// SPDX-License-Identifier: MIT
#include "servers/loader/launch.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/transfer.hpp"
#include "servers/loader/protocol.hpp"

namespace loader {

using abi::Error;
using protocol::SpawnFlag;

namespace {

/// Takes one data write of strings. Error limit above `capacity`.
abi::Result<std::string> receive_text(size_t capacity) {
    async::Transfer transfer = TRY(async::data_write_receive());
    if (transfer.size > capacity) {
        transfer.call.answer(Error::limit);
        return Error::limit;
    }
    std::string text(transfer.size, '\0');
    TRY(async::data_write_finalize(transfer, text.data(), text.size()));
    return text;
}

bool is_list(const std::string& text) {
    return text.empty() || text.back() == '\0';
}

} // namespace

HeldHandles::~HeldHandles() {
    for (const Held& held : held_)
        sys_handle_close(held.handle);
}

abi::Result<void> HeldHandles::grant_to(abi::Handle task) {
    while (!held_.empty()) {
        const Held& held = held_.back();
        const int64_t granted = sys_task_grant(task, held.handle, held.slot, uint32_t(abi::Right::all), 0);
        if (granted < 0)
            return fibril::error_of(granted);
        held_.pop_back();
    }
    return {};
}

abi::Result<void> receive(Launch& launch, uint64_t flags, uint64_t further) {
    launch.path = TRY(receive_text(protocol::kMaxPath));
    launch.arguments = TRY(receive_text(abi::kMaxArgumentsSize));
    launch.environment = TRY(receive_text(abi::kMaxEnvironmentSize));
    if (launch.path.empty() || !is_list(launch.arguments) || !is_list(launch.environment))
        return Error::invalid;
    if (further > protocol::kMaxFurtherHandles)
        return Error::limit;
    if ((flags & uint64_t(SpawnFlag::files)) != 0) {
        launch.files = TRY(async::delegate_receive());
        launch.handles.add(launch.files, abi::kFilesHandle);
    }
    if ((flags & uint64_t(SpawnFlag::system)) != 0)
        launch.handles.add(TRY(async::delegate_receive()), abi::kSystemHandle);
    for (uint32_t i = 0; i < further; i++)
        launch.handles.add(TRY(async::delegate_receive()), abi::kFirstFreeHandle + i);
    if (launch.files == abi::kNoHandle)
        return Error::invalid;
    return {};
}

} // namespace loader
