// SPDX-License-Identifier: MIT
#include "servers/console/service.hpp"

namespace console {

using abi::Error;

abi::Result<void> Service::start() {
    for (uint32_t number = 0; number < abi::kTerminalCount; number++)
        TRY(terminals_[number].open(number));
    return {};
}

void Service::serve(async::Connection& connection, async::Call opening) {
    if (connection.argument2 >= abi::kTerminalCount) {
        opening.answer(Error::no_device);
        return;
    }
    Terminal& terminal = terminals_[connection.argument2];
    async::accept(opening);
    for (;;) {
        async::Call call = async::get_call();
        if (call.hung_up())
            return;
        auto words = terminal.control(call.method(), {call.argument(1), call.argument(2), call.argument(3)});
        if (words.ok())
            call.answer_ok((*words)[0], (*words)[1], (*words)[2]);
        else
            call.answer(words.error());
    }
}

void Service::hung_up() {
    for (Terminal& terminal : terminals_)
        terminal.client_hung_up();
}

abi::Result<size_t> Service::read(uint32_t unit, uint64_t, async::Transfer& transfer) {
    if (unit >= abi::kTerminalCount)
        return Error::no_device;
    return terminals_[unit].read(transfer);
}

abi::Result<size_t> Service::write(uint32_t unit, uint64_t, async::Transfer& transfer) {
    if (unit >= abi::kTerminalCount)
        return Error::no_device;
    return terminals_[unit].write(transfer);
}

abi::Result<devfs::ControlWords> Service::control(uint32_t unit, uint64_t operation,
                                                  const devfs::ControlWords& words) {
    if (unit >= abi::kTerminalCount)
        return Error::no_device;
    return terminals_[unit].control(operation, words);
}

} // namespace console
