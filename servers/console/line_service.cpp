// SPDX-License-Identifier: MIT
#include "servers/console/line_service.hpp"

#include "servers/console/console_server.hpp"

namespace console {

using abi::Error;
using async::Context;

namespace {

// Runs even while the driver's fibril waits inside a call.
void hang_up(async::Connection& connection) {
    if (auto* terminal = *static_cast<Terminal**>(connection.state))
        terminal->driver_line()->detach();
}

} // namespace

/// One connection of a driver: the one on which it attaches, or the one that it reads its output from.
class LineService::Connection : public LineServer {
  public:
    Connection(LineService& service, async::Connection& connection) : service_(service) {
        connection.state = &attached_;
        connection.on_hang_up = hang_up;
    }

  private:
    abi::Result<uint32_t> attach(Context& context, uint32_t terminal, uint16_t columns, uint16_t rows,
                                 LineKind kind) override;
    abi::Result<void> input(Context&, std::span<const uint8_t> bytes) override {
        attached_->opened();
        attached_->driver_line()->type({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        return {};
    }
    abi::Result<void> resized(Context&, uint16_t columns, uint16_t rows) override {
        if (columns == 0 || rows == 0)
            return Error::invalid;
        attached_->resized(columns, rows);
        return {};
    }
    abi::Result<void> opened(Context&) override {
        attached_->opened();
        return {};
    }
    abi::Result<void> watch(Context& context, uint32_t terminal) override;
    abi::Result<void> output(Context&, async::OutData& bytes) override;

    LineService& service_;
    Terminal* attached_ = nullptr;
    DriverLine* watched_ = nullptr;
};

bool LineService::needed() {
    for (Terminal& terminal : terminals_)
        if (terminal.driver_line())
            return true;
    return false;
}

void LineService::serve(async::Connection& connection, async::Call opening) {
    Connection(*this, connection).serve(connection, std::move(opening));
}

Terminal* LineService::find(uint32_t number) {
    return number < terminals_.size() ? &terminals_[number] : nullptr;
}

Terminal* LineService::find_free() {
    for (size_t number = terminals_.size(); number-- > 0;) {
        DriverLine* line = terminals_[number].driver_line();
        if (line && !line->attached())
            return &terminals_[number];
    }
    return nullptr;
}

abi::Result<uint32_t> LineService::Connection::attach(Context& context, uint32_t terminal, uint16_t columns,
                                                      uint16_t rows, LineKind) {
    if (attached_)
        return Error::exists;
    Terminal* wanted = terminal == kAnyTerminal ? service_.find_free() : service_.find(terminal);
    if (!wanted || !wanted->driver_line())
        return Error::no_device;
    if (wanted->driver_line()->attached())
        return Error::busy;
    attached_ = wanted;
    wanted->driver_line()->attach(context.caller);
    wanted->resized(columns, rows);
    return uint32_t(wanted - service_.terminals_.data());
}

abi::Result<void> LineService::Connection::watch(Context& context, uint32_t terminal) {
    Terminal* wanted = service_.find(terminal);
    DriverLine* line = wanted ? wanted->driver_line() : nullptr;
    if (!line || line->driver() != context.caller)
        return line ? Error::permission : Error::no_device;
    watched_ = line;
    return {};
}

abi::Result<void> LineService::Connection::output(Context&, async::OutData& data) {
    if (!watched_->wait_for_output())
        return Error::no_device;
    const std::string_view bytes = watched_->peek(std::min<size_t>(data.size(), abi::kMaxTransfer));
    watched_->consume(TRY(data.give(bytes.data(), bytes.size())));
    return {};
}

} // namespace console
