// SPDX-License-Identifier: MIT
#include "servers/logger/client.hpp"

#include "fibrils/async/transfer.hpp"
#include "fibrils/lib/log.hpp"
#include "servers/naming/client.hpp"

namespace logger {

using abi::Error;
using protocol::Method;

namespace {

naming::ServiceSession& service() {
    static naming::ServiceSession service(protocol::kInterface, async::Style::serialize);
    return service;
}

abi::Result<void> send(Level level, std::string_view text) {
    // Not blocking: whoever has something to say must not wait for the logger to be started.
    const auto session = TRY(service().get(false));
    async::Exchange exchange(*session);
    auto message = async::send_words(exchange, Method::message, uint64_t(level));
    const auto written = async::data_write_start(exchange, text.data(), text.size());
    const Error error = service().check(session, message.wait().error);
    return error != Error::ok ? error : written.error();
}

} // namespace

abi::Result<void> write(Level level, std::string_view text) {
    text = text.substr(0, protocol::kMaxMessage);
    const auto sent = send(level, text);
    if (!sent.ok())
        lib::write_log(text);
    return sent;
}

abi::Result<void> set_level(Level level) {
    const auto session = TRY(service().get(false));
    async::Exchange exchange(*session);
    return service().check(session,
                           async::request_words(exchange, Method::set_level, uint64_t(level)).error());
}

} // namespace logger
