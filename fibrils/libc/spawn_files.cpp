// SPDX-License-Identifier: MIT
#include "fibrils/libc/spawn_files.hpp"

#include <cerrno>
#include <fcntl.h>

extern "C" long __syscall_open(long path, long flags, ...);

namespace libc {

using abi::Error;
using abi::Result;

namespace {

/// As musl's posix_spawn_file_actions_add* functions write it; the newest action is the first of the list.
struct Action {
    Action* next;
    Action* previous;
    int command; // 1 close, 2 dup2, 3 open, 4 chdir, 5 fchdir
    int descriptor;
    int source;
    int flags;
    mode_t mode;
    char path[];
};

/// The child's descriptors while the actions are applied.
class Plan {
  public:
    Plan() {
        for (uint32_t i = 0; i < vfs::kMaxDescriptors; i++)
            slots_[i] = {.source = int(i), .optional = true, .passed = !(local_flags(int(i)) & kCloseOnExec)};
    }
    ~Plan() {
        for (const int descriptor : opened_)
            (void)files().close(descriptor);
    }

    Result<void> apply(const Action& action) {
        if (action.descriptor < 0 || uint32_t(action.descriptor) >= vfs::kMaxDescriptors)
            return Error::bad_file;
        switch (action.command) {
        case 1:
            slots_[action.descriptor].passed = false;
            return {};
        case 2:
            if (action.source < 0 || uint32_t(action.source) >= vfs::kMaxDescriptors)
                return Error::bad_file;
            slots_[action.descriptor] = {
                .source = slots_[action.source].source, .optional = false, .passed = true};
            return {};
        case 3:
            return open(action);
        default:
            return Error::not_supported;
        }
    }

    Result<abi::Handle> make_session() const {
        std::vector<vfs::DescriptorMap> map;
        for (uint32_t i = 0; i < vfs::kMaxDescriptors; i++)
            if (slots_[i].passed)
                map.push_back({slots_[i].source, int32_t(i | (slots_[i].optional ? vfs::kIfOpen : 0))});
        return files().make_session(map);
    }

  private:
    struct Slot {
        int source = -1; // descriptor of this program
        bool optional = false;
        bool passed = false;
    };

    /// Opened here, passed on, and closed here again.
    Result<void> open(const Action& action) {
        const long opened = __syscall_open(long(uintptr_t(action.path)), action.flags, action.mode);
        if (opened < 0)
            return opened == -ENOENT   ? Error::no_entry
                   : opened == -EISDIR ? Error::is_directory
                                       : Error::permission;
        opened_.push_back(int(opened));
        slots_[action.descriptor] = {.source = int(opened), .optional = false, .passed = true};
        return {};
    }

    Slot slots_[vfs::kMaxDescriptors];
    std::vector<int> opened_;
};

} // namespace

abi::Result<abi::Handle> session_for_child(const posix_spawn_file_actions_t* actions) {
    Plan plan;
    const auto* action = actions ? static_cast<const Action*>(actions->__actions) : nullptr;
    while (action && action->next)
        action = action->next;
    for (; action; action = action->previous)
        TRY(plan.apply(*action));
    return plan.make_session();
}

} // namespace libc
