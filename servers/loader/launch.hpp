// SPDX-License-Identifier: MIT
// What a spawn asks for, as it has arrived.
#pragma once

#include "kernel/abi/handle.hpp"
#include "kernel/abi/ipc.hpp"
#include "kernel/abi/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace loader {

/// Handles that this task holds for somebody; closed at the end unless they were given on.
class HeldHandles {
  public:
    HeldHandles() = default;
    HeldHandles(const HeldHandles&) = delete;
    HeldHandles& operator=(const HeldHandles&) = delete;
    ~HeldHandles();

    void add(abi::Handle handle, uint32_t slot) { held_.push_back({handle, slot}); }

    /// Moves all to their slots in a task that has not started. Errors: of task_grant; the rest is kept.
    abi::Result<void> grant_to(abi::Handle task);

  private:
    struct Held {
        abi::Handle handle;
        uint32_t slot; // in the child
    };
    std::vector<Held> held_;
};

struct Launch {
    std::string path;
    std::string arguments;              // each with its final NUL
    std::string environment;            // the same
    abi::Handle files = abi::kNoHandle; // among `handles`
    HeldHandles handles;

    /// They become the first free handles of the child. Error: limit (kMaxFurtherHandles).
    abi::Result<void> take_handles(std::vector<abi::Handle>& further);
    /// Error: invalid.
    abi::Result<void> check() const;
};

/// Puts the name of a script's interpreter before its arguments: argv[0] becomes `path` again, and the
/// script's own path follows. `argument` may be empty.
std::string interpreted_arguments(std::string_view path, std::string_view argument, const Launch& launch);

/// The argument block of a task (kernel/abi/arguments.hpp).
std::string argument_block(std::string_view arguments, std::string_view environment);

/// Last component of a path, the name of a task.
std::string_view base_name(std::string_view path);

} // namespace loader
