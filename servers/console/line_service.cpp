// SPDX-License-Identifier: MIT
#include "servers/console/line_service.hpp"

#include "fibrils/async/transfer.hpp"

#include <cstring>

namespace console {

using abi::Error;
using async::Call;
using line::Method;

namespace {

// Runs even while the driver's fibril waits inside a call.
void hang_up(async::Connection& connection) {
    if (auto* terminal = *static_cast<Terminal**>(connection.state))
        terminal->driver_line()->detach();
}

abi::Result<void> resize(const Call& call, Terminal& terminal) {
    constexpr uint64_t kMaxSide = 0xffff;
    if (call.argument(1) - 1 >= kMaxSide || call.argument(2) - 1 >= kMaxSide)
        return Error::invalid;
    terminal.resized(uint32_t(call.argument(1)), uint32_t(call.argument(2)));
    return {};
}

} // namespace

bool LineService::needed() {
    for (Terminal& terminal : terminals_)
        if (terminal.driver_line())
            return true;
    return false;
}

void LineService::serve(async::Connection& connection, Call opening) {
    const uint64_t number = connection.argument3;
    if (number == 0) {
        async::accept(opening);
        return serve_driver(connection);
    }
    Terminal* terminal = find(number - 1);
    DriverLine* line = terminal ? terminal->driver_line() : nullptr;
    if (!line || line->driver() != connection.client) {
        opening.answer(line ? Error::permission : Error::no_device);
        return;
    }
    async::accept(opening);
    serve_output(*line);
}

void LineService::serve_driver(async::Connection& connection) {
    Terminal* attached = nullptr;
    connection.state = &attached;
    connection.on_hang_up = hang_up;
    for (;;) {
        Call call = async::get_call();
        if (call.hung_up())
            return;
        handle(call, attached);
    }
}

void LineService::serve_output(DriverLine& line) {
    for (;;) {
        auto transfer = async::data_read_receive();
        if (transfer.error() == Error::hung_up)
            return;
        if (!transfer.ok())
            continue;
        if (!line.wait_for_output()) {
            transfer->call.answer(Error::hung_up);
            return;
        }
        const std::string_view bytes = line.peek(std::min<size_t>(transfer->size, abi::kMaxTransfer));
        if (async::data_read_finalize(*transfer, bytes.data(), bytes.size()).ok())
            line.consume(bytes.size());
    }
}

void LineService::handle(Call& call, Terminal*& attached) {
    if (call.method() == uint64_t(Method::attach)) {
        auto number = attach(call, attached);
        call.answer(number.error(), {number.ok() ? *number : 0});
        return;
    }
    const bool known = call.method() >= uint64_t(Method::input) && call.method() <= uint64_t(Method::opened);
    if (!known || !attached) {
        call.answer(known ? Error::no_entry : Error::not_supported);
        return;
    }
    switch (Method(call.method())) {
    case Method::input:
        call.answer(input(call, *attached).error());
        return;
    case Method::resized:
        call.answer(resize(call, *attached).error());
        return;
    default:
        attached->opened();
        call.answer(Error::ok);
    }
}

Terminal* LineService::find(uint64_t number) {
    return number < terminals_.size() ? &terminals_[number] : nullptr;
}

abi::Result<uint64_t> LineService::attach(const Call& call, Terminal*& attached) {
    if (attached)
        return Error::exists;
    const uint64_t kind = call.argument(1);
    if (kind != uint64_t(line::Kind::serial) && kind != uint64_t(line::Kind::screen))
        return Error::invalid;
    uint64_t number = call.argument(2);
    if (number == line::kAnyTerminal)
        for (number = terminals_.size(); number-- > 0;)
            if (terminals_[number].driver_line() && !terminals_[number].driver_line()->attached())
                break;
    Terminal* terminal = find(number);
    if (!terminal || !terminal->driver_line())
        return Error::no_device;
    if (terminal->driver_line()->attached())
        return Error::busy;
    attached = terminal;
    terminal->driver_line()->attach(call.sender());
    if (call.argument(3) <= 0xffff && call.argument(4) <= 0xffff)
        terminal->resized(uint32_t(call.argument(3)), uint32_t(call.argument(4)));
    return number;
}

abi::Result<void> LineService::input(const Call& call, Terminal& terminal) {
    const uint64_t size = call.argument(1);
    if (size == 0 || size > line::kMaxInput)
        return Error::invalid;
    const uint64_t words[] = {call.argument(2), call.argument(3), call.argument(4), call.argument(5)};
    char bytes[line::kMaxInput];
    std::memcpy(bytes, words, sizeof(bytes));
    terminal.opened();
    terminal.driver_line()->type({bytes, size_t(size)});
    return {};
}

} // namespace console
