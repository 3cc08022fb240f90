// SPDX-License-Identifier: MIT
#include "servers/devfs/client.hpp"

#include "fibrils/lib/log.hpp"
#include "servers/devfs/devfs_client.hpp"
#include "servers/devfs/devfs_server.hpp"
#include "servers/naming/client.hpp"

#include <string>
#include <utility>
#include <vector>

namespace devfs {

using async::Call;

/// What is under /dev.
struct Registrar::Offer {
    std::string name;
    uint32_t unit;
    uint32_t mode;
};

struct Registrar::State {
    Device& device;
    std::vector<Offer> offers;
    DeviceRegistrationClient devfs;

    Result<void> connect();
    Result<void> add(const Offer& offer);
    static void serve_callback(async::Connection& connection, Call opening, void* state);
};

namespace {

constexpr uint64_t kPause = 100'000; // microseconds before devfs is looked for again

/// Calls a Device for one phone of devfs; that one opens as many as it has requests at the same time.
class ServedDevice : public DeviceServer {
  public:
    explicit ServedDevice(Device& device) : device_(device) {}

  private:
    Result<void> open(async::Context&, uint32_t unit, vfs::OpenFlags flags) override {
        return device_.open(unit, flags);
    }
    Result<void> close(async::Context&, uint32_t unit, vfs::OpenFlags flags) override {
        device_.close(unit, flags);
        return {};
    }
    Result<uint32_t> read(async::Context&, uint32_t unit, uint64_t position, async::OutData& bytes) override {
        return uint32_t(TRY(device_.read(unit, position, bytes)));
    }
    Result<uint32_t> write(async::Context&, uint32_t unit, uint64_t position, async::InData& bytes) override {
        return uint32_t(TRY(device_.write(unit, position, bytes)));
    }
    Result<ControlWords> control(async::Context&, uint32_t unit, uint64_t operation,
                                 const ControlWords& words) override {
        return device_.control(unit, operation, words);
    }

    Device& device_;
};

void on_hang_up(async::Connection& connection) {
    static_cast<Device*>(connection.state)->hung_up();
}

void serve_phone(async::Connection& connection, Call opening, Device& device) {
    connection.state = &device;
    connection.on_hang_up = on_hang_up;
    ServedDevice(device).serve(connection, std::move(opening));
}

void handle_connection(async::Connection& connection, Call opening, void* device) {
    serve_phone(connection, std::move(opening), *static_cast<Device*>(device));
}

} // namespace

Result<Registrar> Registrar::connect(Device& device) {
    async::set_handler(kDeviceInterface, handle_connection, &device, {.name = "device"});
    auto state = std::make_unique<State>(State{device, {}, {}});
    TRY(state->connect());
    return Registrar(std::move(state));
}

Registrar::Registrar(std::unique_ptr<State> state) : state_(std::move(state)) {}
Registrar::Registrar(Registrar&&) noexcept = default;
// Whoever has devices is a server and never ends; its callback fibril goes on using the state.
Registrar::~Registrar() {
    (void)state_.release();
}

Result<void> Registrar::State::connect() {
    DeviceRegistrationClient made(TRY(naming::connect(kDeviceRegistrationInterface, true)));
    TRY(made.begin(serve_callback, this));
    devfs = std::move(made);
    return {};
}

/// The first phone of devfs ends when devfs ends: its successor does not know us yet.
void Registrar::State::serve_callback(async::Connection& connection, Call opening, void* data) {
    auto& state = *static_cast<State*>(data);
    serve_phone(connection, std::move(opening), state.device);
    state.devfs = {};
    while (!state.connect().ok())
        fibril::sleep(kPause);
    for (const Offer& offer : state.offers) {
        const auto added = state.add(offer);
        if (!added.ok())
            lib::log("cannot offer /dev/", offer.name.c_str(), " again: ", added.error());
    }
}

Result<void> Registrar::State::add(const Offer& offer) {
    return devfs.add_device(offer.unit, uint16_t(offer.mode), offer.name);
}

Result<void> Registrar::add(std::string_view name, uint32_t unit, uint32_t mode) {
    Offer offer{std::string(name), unit, mode};
    TRY(state_->add(offer));
    state_->offers.push_back(std::move(offer));
    return {};
}

} // namespace devfs
