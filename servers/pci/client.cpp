// SPDX-License-Identifier: MIT
#include "servers/pci/client.hpp"

#include "servers/naming/client.hpp"
#include "servers/pci/class_names.hpp"
#include "servers/pci/pci_client.hpp"
#include "servers/pci/pci_server.hpp"

#include <utility>

namespace pci {

using abi::Error;
using abi::Handle;
using abi::Result;

Result<std::vector<Function>> list(bool blocking) {
    PciClient pci(TRY(naming::connect(kPciInterface, blocking)));
    return TRY(pci.list(0)).functions;
}

const char* class_name(const Function& function) {
    return class_name(function.class_code, function.subclass, function.interface);
}

/// A session with the server, and the handle that came back over the callback last.
struct Device::Connection : PciHandlesServer {
    PciClient pci;
    Handle received = abi::kNoHandle;

    static void receive(async::Connection& connection, async::Call opening, void* self) {
        static_cast<Connection*>(self)->serve(connection, std::move(opening));
    }
    Result<void> give(async::Context&, Handle given) override {
        received = given;
        return {};
    }
    Result<Handle> take() {
        if (received == abi::kNoHandle)
            return Error::protocol;
        return std::exchange(received, abi::kNoHandle);
    }
};

Device::Device(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Device::Device(Device&&) noexcept = default;
Device::~Device() = default;

Result<Device> Device::claim(uint32_t address) {
    auto connection = std::make_unique<Connection>();
    connection->pci = PciClient(TRY(naming::connect(kPciInterface, true)));
    TRY(connection->pci.claim(address, Connection::receive, connection.get()));
    return Device(std::move(connection));
}

Result<Handle> Device::interrupt() {
    TRY(connection_->pci.give_interrupt());
    return connection_->take();
}

Result<Device::Range> Device::memory(uint32_t bar) {
    const auto place = TRY(connection_->pci.give_memory(uint8_t(bar)));
    return Range{TRY(connection_->take()), place.offset, place.size};
}

Result<Device::Range> Device::ports(uint32_t bar) {
    const auto place = TRY(connection_->pci.give_ports(uint8_t(bar)));
    return Range{TRY(connection_->take()), place.offset, place.size};
}

Result<Handle> Device::dma(uint64_t size) {
    TRY(connection_->pci.give_dma(size));
    return connection_->take();
}

Result<void> Device::allow_mastering() {
    return connection_->pci.allow_mastering();
}

} // namespace pci
