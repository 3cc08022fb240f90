// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace pci {

/// "USB controller (xHCI)" and the like; a general name for an unknown subclass. Never null.
const char* class_name(uint8_t class_code, uint8_t subclass, uint8_t interface);

} // namespace pci
