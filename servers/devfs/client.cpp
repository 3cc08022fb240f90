// SPDX-License-Identifier: MIT
#include "servers/devfs/client.hpp"

#include "fibrils/async/connection.hpp"
#include "fibrils/async/session.hpp"
#include "fibrils/lib/log.hpp"
#include "servers/devfs/protocol.hpp"
#include "servers/naming/client.hpp"

#include <string>
#include <utility>
#include <vector>

namespace devfs {

using abi::Error;
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
    async::Handle phone; // to devfs

    Result<void> connect();
    Result<void> add(const Offer& offer);
    static void serve_callback(async::Connection& connection, Call opening, void* state);
};

namespace {

constexpr uint64_t kPause = 100'000; // microseconds before devfs is looked for again

uint32_t unit_of(const Call& call) {
    return uint32_t(call.argument(1));
}

/// read and write: the data call of the program follows; one that the device left gets the device's error.
void transfer(Device& device, Call& call, bool reading) {
    auto transfer = reading ? async::data_read_receive() : async::data_write_receive();
    if (!transfer.ok()) {
        call.answer(transfer.error());
        return;
    }
    auto bytes = reading ? device.read(unit_of(call), call.argument(2), *transfer)
                         : device.write(unit_of(call), call.argument(2), *transfer);
    if (transfer->call.pending())
        transfer->call.answer(bytes.ok() ? Error::interrupted : bytes.error());
    const Error error = bytes.error();
    call.answer(error, {std::move(bytes).value_or(0)});
}

void control(Device& device, Call& call) {
    const auto words = device.control(unit_of(call), call.argument(2),
                                      {call.argument(3), call.argument(4), call.argument(5)});
    if (words.ok())
        call.answer_ok(words.value()[0], words.value()[1], words.value()[2]);
    else
        call.answer(words.error());
}

void serve(Device& device, Call& call) {
    switch (Request(call.method())) {
    case Request::open:
        call.answer(device.open(unit_of(call), call.argument(2)).error());
        return;
    case Request::close:
        device.close(unit_of(call), call.argument(2));
        call.answer(Error::ok);
        return;
    case Request::read:
        return transfer(device, call, true);
    case Request::write:
        return transfer(device, call, false);
    case Request::control:
        return control(device, call);
    default:
        call.answer(call.is(abi::SystemMethod::ping) ? Error::ok : Error::not_supported);
    }
}

void on_hang_up(async::Connection& connection) {
    static_cast<Device*>(connection.state)->hung_up();
}

/// One phone of devfs; it opens as many as it has requests at the same time.
void serve_phone(async::Connection& connection, Device& device) {
    connection.state = &device;
    connection.on_hang_up = on_hang_up;
    for (;;) {
        Call call = async::get_call();
        if (call.hung_up())
            return;
        serve(device, call);
    }
}

void handle_connection(async::Connection& connection, Call opening, void* device) {
    async::accept(opening);
    serve_phone(connection, *static_cast<Device*>(device));
}

} // namespace

Result<Registrar> Registrar::connect(Device& device) {
    async::set_handler(kDeviceInterface, handle_connection, &device, {.name = "device"});
    auto state = std::make_unique<State>(State{device, {}, abi::kNoHandle});
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
    phone = TRY(naming::connect(kRegistrationInterface, true));
    const auto callback = async::create_callback(phone, kDeviceInterface, 0, 0, serve_callback, this);
    if (!callback.ok())
        async::hang_up(std::exchange(phone, abi::kNoHandle));
    return callback;
}

/// The first phone of devfs ends when devfs ends: its successor does not know us yet.
void Registrar::State::serve_callback(async::Connection& connection, Call, void* data) {
    auto& state = *static_cast<State*>(data);
    serve_phone(connection, state.device);
    async::hang_up(std::exchange(state.phone, abi::kNoHandle));
    while (!state.connect().ok())
        fibril::sleep(kPause);
    for (const Offer& offer : state.offers) {
        const auto added = state.add(offer);
        if (!added.ok())
            lib::log("cannot offer /dev/", offer.name.c_str(), " again: ", added.error());
    }
}

Result<void> Registrar::State::add(const Offer& offer) {
    auto request = async::send_words(phone, Registration::add_device, offer.unit, offer.mode);
    const auto sent = async::data_write_start(phone, offer.name.data(), offer.name.size());
    const Error error = request.wait().error;
    return error != Error::ok ? error : sent.error();
}

Result<void> Registrar::add(std::string_view name, uint32_t unit, uint32_t mode) {
    Offer offer{std::string(name), unit, mode};
    TRY(state_->add(offer));
    state_->offers.push_back(std::move(offer));
    return {};
}

} // namespace devfs
