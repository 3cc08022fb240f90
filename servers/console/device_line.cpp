// SPDX-License-Identifier: MIT
#include "servers/console/device_line.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/connection.hpp"

namespace console {

using abi::DeviceControl;
using abi::DeviceState;
using fibril::address_of;

abi::Result<void> DeviceLine::open(uint32_t number, LineListener& listener) {
    const int64_t device = sys_device_open(abi::kSystemHandle, number);
    if (device < 0)
        return fibril::error_of(device);
    device_ = abi::Handle(device);
    listener_ = &listener;
    const int64_t size = sys_device_control(device_, uint32_t(DeviceControl::terminal_size), 0);
    if (size > 0)
        listener.resized(uint32_t(size) >> 16, uint32_t(size) & 0xffff);
    return {};
}

abi::Result<void> DeviceLine::listen() {
    TRY(async::subscribe(device_, abi::Event::device_state, on_state, this));
    return async::subscribe(device_, abi::Event::device_input, on_input, this);
}

void DeviceLine::on_input(const abi::Message&, void* line) {
    static_cast<DeviceLine*>(line)->listener_->input_arrived();
}

void DeviceLine::on_state(const abi::Message& message, void* line) {
    LineListener& listener = *static_cast<DeviceLine*>(line)->listener_;
    const auto state = DeviceState(message.words[2]);
    if (state == DeviceState::resized || state == DeviceState::opened)
        listener.resized(uint32_t(message.words[3]), uint32_t(message.words[4]));
    if (state == DeviceState::opened)
        listener.opened();
}

size_t DeviceLine::read(char* bytes, size_t size) {
    const int64_t taken = sys_device_read(device_, address_of(bytes), size);
    return taken > 0 ? size_t(taken) : 0;
}

void DeviceLine::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::string_view piece = bytes.substr(0, abi::kMaxTransfer);
        sys_device_write(device_, address_of(piece.data()), piece.size());
        bytes.remove_prefix(piece.size());
    }
}

} // namespace console
