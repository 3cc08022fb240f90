// SPDX-License-Identifier: MIT
// The picture of the machine as memory of this task.
#pragma once

#include "kernel/abi/hardware.hpp"
#include "kernel/abi/result.hpp"
#include "servers/display/surface.hpp"

namespace display {

/// Whether the renderer can draw on such a picture.
bool is_usable(const abi::FramebufferInfo& info);

/// Maps it for ever. Needs Right::devices. Errors: those of the kernel's hardware_open and memory_map.
abi::Result<Surface> map_picture(const abi::FramebufferInfo& info);

} // namespace display
