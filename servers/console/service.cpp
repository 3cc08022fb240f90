// SPDX-License-Identifier: MIT
#include "servers/console/service.hpp"

#include "servers/console/console_server.hpp"

namespace console {

using abi::Error;

abi::Result<void> Service::start() {
    for (uint32_t number = 0; number < abi::kTerminalCount; number++)
        TRY(terminals_[number].open(number));
    return {};
}

namespace {

/// The calls of one connection are the control requests of its terminal.
class ServedTerminal : public ConsoleServer {
  public:
    explicit ServedTerminal(Terminal& terminal) : terminal_(terminal) {}

  private:
    using Context = async::Context;

    template<typename Value>
    abi::Result<Value> ask(ConsoleMethod method, const ControlWords& words = {}) {
        return from_control_words<Value>(TRY(terminal_.control(uint64_t(method), words)));
    }
    abi::Result<void> tell(ConsoleMethod method, const ControlWords& words = {}) {
        return terminal_.control(uint64_t(method), words).error();
    }

    abi::Result<Attributes> get_attributes(Context&) override {
        return ask<Attributes>(ConsoleMethod::get_attributes);
    }
    abi::Result<void> set_attributes(Context&, const Attributes& attributes) override {
        return tell(ConsoleMethod::set_attributes, control_words(attributes));
    }
    abi::Result<void> set_attributes_flush(Context&, const Attributes& attributes) override {
        return tell(ConsoleMethod::set_attributes_flush, control_words(attributes));
    }
    abi::Result<Size> get_size(Context&) override { return ask<Size>(ConsoleMethod::get_size); }
    abi::Result<Size> wait_size(Context&, uint64_t changes, uint32_t task) override {
        return ask<Size>(ConsoleMethod::wait_size, {changes, task});
    }
    abi::Result<uint64_t> wait_interrupt(Context&, uint64_t count, uint32_t task) override {
        return TRY(terminal_.control(uint64_t(ConsoleMethod::wait_interrupt), {count, task}))[0];
    }
    abi::Result<void> flush_input(Context&) override { return tell(ConsoleMethod::flush_input); }
    abi::Result<void> wait_opened(Context&) override { return tell(ConsoleMethod::wait_opened); }

    Terminal& terminal_;
};

} // namespace

void Service::serve(async::Connection& connection, async::Call opening) {
    if (connection.argument2 >= abi::kTerminalCount) {
        opening.answer(Error::no_device);
        return;
    }
    ServedTerminal(terminals_[connection.argument2]).serve(connection, std::move(opening));
}

void Service::hung_up() {
    for (Terminal& terminal : terminals_)
        terminal.client_hung_up();
}

abi::Result<size_t> Service::read(uint32_t unit, uint64_t, async::OutData& data) {
    if (unit >= abi::kTerminalCount)
        return Error::no_device;
    return terminals_[unit].read(data);
}

abi::Result<size_t> Service::write(uint32_t unit, uint64_t, async::InData& data) {
    if (unit >= abi::kTerminalCount)
        return Error::no_device;
    return terminals_[unit].write(data);
}

abi::Result<devfs::ControlWords> Service::control(uint32_t unit, uint64_t operation,
                                                  const devfs::ControlWords& words) {
    if (unit >= abi::kTerminalCount)
        return Error::no_device;
    return terminals_[unit].control(operation, words);
}

} // namespace console
