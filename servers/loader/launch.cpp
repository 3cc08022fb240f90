// SPDX-License-Identifier: MIT
#include "servers/loader/launch.hpp"

#include "fibrils/arch/syscall.hpp"
#include "servers/loader/loader_types.hpp"

namespace loader {

using abi::Error;

namespace {

bool is_list(std::string_view text) {
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

abi::Result<void> Launch::take_handles(std::vector<abi::Handle>& further) {
    if (further.size() > kMaxFurtherHandles)
        return Error::limit;
    for (uint32_t i = 0; i < further.size(); i++)
        handles.add(further[i], abi::kFirstFreeHandle + i);
    further.clear();
    return {};
}

abi::Result<void> Launch::check() const {
    if (path.empty() || !is_list(arguments) || !is_list(environment) || files == abi::kNoHandle)
        return Error::invalid;
    return {};
}

} // namespace loader
