// SPDX-License-Identifier: MIT
#include "servers/pci/client.hpp"

#include "fibrils/async/connection.hpp"
#include "fibrils/async/transfer.hpp"
#include "servers/naming/client.hpp"
#include "servers/pci/class_names.hpp"

namespace pci {

using abi::Error;
using abi::Handle;
using abi::Result;
using protocol::Method;

Result<std::vector<Function>> list(bool blocking) {
    const Handle phone = TRY(naming::connect(protocol::kInterface, blocking));
    std::vector<Function> functions(protocol::kMaxFunctions);
    auto asking = async::send_words(phone, Method::list, 0);
    const auto size = async::data_read_start(phone, functions.data(), functions.size() * sizeof(Function));
    const Error error = asking.wait().error;
    async::hang_up(phone);
    if (error != Error::ok)
        return error;
    functions.resize(TRY(size) / sizeof(Function));
    return functions;
}

const char* class_name(const Function& function) {
    return class_name(function.class_code, function.subclass, function.interface);
}

/// A phone to the server, and the handle that came back over the callback last.
struct Device::Connection {
    Handle phone = abi::kNoHandle;
    Handle received = abi::kNoHandle;

    static void receive(async::Connection&, async::Call, void* connection);
    Result<Handle> take() {
        if (received == abi::kNoHandle)
            return Error::protocol;
        return std::exchange(received, abi::kNoHandle);
    }
};

void Device::Connection::receive(async::Connection&, async::Call, void* connection) {
    auto& self = *static_cast<Connection*>(connection);
    for (;;) {
        async::Call call = async::get_call();
        if (call.hung_up())
            return;
        if (call.is(abi::SystemMethod::delegate)) {
            self.received = Handle(call.argument(1));
            call.answer(Error::ok);
        } else {
            call.answer(Error::not_supported);
        }
    }
}

Device::Device(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Device::Device(Device&&) noexcept = default;

Device::~Device() {
    if (connection_ != nullptr)
        async::hang_up(connection_->phone);
}

Result<Device> Device::claim(uint32_t address) {
    auto connection = std::make_unique<Connection>();
    connection->phone = TRY(naming::connect(protocol::kInterface, true));
    Device device(std::move(connection));
    Connection* const self = device.connection_.get();
    TRY(async::request_words(self->phone, Method::claim, address));
    TRY(async::create_callback(self->phone, protocol::kHandleInterface, 0, 0, Connection::receive, self));
    return device;
}

Result<Handle> Device::interrupt() {
    TRY(async::request_words(connection_->phone, Method::give_interrupt));
    return connection_->take();
}

Result<Device::Range> Device::range(Method method, uint32_t bar) {
    const auto words = TRY(async::request_words(connection_->phone, method, bar));
    return Range{TRY(connection_->take()), words[0], words[1]};
}

Result<Device::Range> Device::memory(uint32_t bar) {
    return range(Method::give_memory, bar);
}

Result<Device::Range> Device::ports(uint32_t bar) {
    return range(Method::give_ports, bar);
}

Result<Handle> Device::dma(uint64_t size) {
    TRY(async::request_words(connection_->phone, Method::give_dma, size));
    return connection_->take();
}

Result<void> Device::allow_mastering() {
    return async::request_words(connection_->phone, Method::allow_mastering).error();
}

} // namespace pci
