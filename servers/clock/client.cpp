// SPDX-License-Identifier: MIT
#include "servers/clock/client.hpp"

#include "fibrils/async/session.hpp"
#include "fibrils/async/transfer.hpp"
#include "servers/naming/client.hpp"

namespace clocks {

using abi::Error;
using protocol::Method;

namespace {

abi::Result<async::Session*> session() {
    static async::Session session;
    if (!session.connected())
        session = async::Session(TRY(naming::connect(protocol::kInterface, true)), async::Style::parallel,
                                 protocol::kInterface);
    return &session;
}

} // namespace

abi::Result<Now> now() {
    async::Exchange exchange(*TRY(session()));
    const auto words = TRY(async::request_words(exchange, Method::now));
    return Now{int64_t(words[0]), words[1], int32_t(words[2])};
}

abi::Result<std::string> zone_name() {
    async::Exchange exchange(*TRY(session()));
    std::string name(protocol::kMaxZoneName, '\0');
    auto asking = async::send_words(exchange, Method::zone_name);
    const auto size = async::data_read_start(exchange, name.data(), name.size());
    const Error error = asking.wait().error;
    if (error != Error::ok)
        return error;
    name.resize(TRY(size));
    return name;
}

abi::Result<void> set_zone(int32_t offset_minutes, std::string_view name) {
    async::Exchange exchange(*TRY(session()));
    auto setting = async::send_words(exchange, Method::set_zone, int64_t(offset_minutes));
    const auto written = async::data_write_start(exchange, name.data(), name.size());
    const Error error = setting.wait().error;
    return error != Error::ok ? error : written.error();
}

abi::Result<void> sleep_until(int64_t real_time) {
    async::Exchange exchange(*TRY(session()));
    return async::request_words(exchange, Method::sleep_until, real_time).error();
}

} // namespace clocks
