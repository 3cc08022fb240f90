// SPDX-License-Identifier: MIT
#include "servers/devfs/client.hpp"

#include "fibrils/async/connection.hpp"
#include "fibrils/async/session.hpp"
#include "servers/devfs/protocol.hpp"
#include "servers/naming/client.hpp"

namespace devfs {

using abi::Error;
using async::Call;

namespace {

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

/// One phone of devfs; it opens as many as it has requests at the same time.
void handle_connection(async::Connection&, Call opening, void* data) {
    auto& device = *static_cast<Device*>(data);
    if (opening.pending())
        async::accept(opening);
    for (;;) {
        Call call = async::get_call();
        if (call.hung_up())
            return;
        serve(device, call);
    }
}

} // namespace

Result<Registrar> Registrar::connect(Device& device) {
    async::set_handler(kDeviceInterface, handle_connection, &device, {.name = "device"});
    const async::Handle phone = TRY(naming::connect(kRegistrationInterface, true));
    const auto callback = async::create_callback(phone, kDeviceInterface, 0, 0, handle_connection, &device);
    if (!callback.ok()) {
        async::hang_up(phone);
        return callback.error();
    }
    return Registrar(phone);
}

Result<void> Registrar::add(std::string_view name, uint32_t unit, uint32_t mode) {
    auto request = async::send_words(phone_, Registration::add_device, unit, mode);
    const auto sent = async::data_write_start(phone_, name.data(), name.size());
    const Error error = request.wait().error;
    return error != Error::ok ? error : sent.error();
}

Result<void> Registrar::remove(uint32_t unit) {
    return async::request_words(phone_, Registration::remove_device, unit).error();
}

} // namespace devfs
