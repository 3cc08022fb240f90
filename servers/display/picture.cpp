// SPDX-License-Identifier: MIT
#include "servers/display/picture.hpp"

#include "fibrils/arch/syscall.hpp"

namespace display {

namespace {

constexpr uint32_t kMaxSide = 16384; // pixels

bool is_usable(const abi::ColorField& field, uint32_t bits) {
    return field.size > 0 && uint32_t(field.position) + field.size <= bits;
}

ColourField field(const abi::ColorField& field) {
    return {field.position, field.size};
}

} // namespace

bool is_usable(const abi::FramebufferInfo& info) {
    const bool has_size = info.width - 1 < kMaxSide && info.height - 1 < kMaxSide;
    const bool has_pixels = info.bits == 16 || info.bits == 24 || info.bits == 32;
    return has_size && has_pixels && info.pitch / (info.bits / 8) >= info.width &&
           is_usable(info.red, info.bits) && is_usable(info.green, info.bits) &&
           is_usable(info.blue, info.bits);
}

abi::Result<Surface> map_picture(const abi::FramebufferInfo& info) {
    constexpr uint64_t kPageMask = abi::kHardwarePage - 1;
    const uint64_t offset = info.address & kPageMask;
    const uint64_t size = (offset + uint64_t(info.pitch) * info.height + kPageMask) & ~kPageMask;
    const int64_t handle = sys_hardware_open(abi::kSystemHandle, uint32_t(abi::HardwareKind::memory),
                                             info.address - offset, size);
    if (handle < 0)
        return fibril::error_of(handle);
    constexpr auto kFlags = uint64_t(abi::MapFlag::write) | uint64_t(abi::MapFlag::write_combining);
    const int64_t address = sys_memory_map(abi::Handle(handle), kFlags);
    if (address < 0)
        return fibril::error_of(address);
    auto* const pixels = reinterpret_cast<uint8_t*>(uintptr_t(address)) + offset;
    return Surface{pixels,        info.pitch,      info.width,        info.height,
                   info.bits / 8, field(info.red), field(info.green), field(info.blue)};
}

} // namespace display
