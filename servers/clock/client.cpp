// SPDX-License-Identifier: MIT
#include "servers/clock/client.hpp"

#include "fibrils/async/transfer.hpp"
#include "servers/naming/client.hpp"

namespace clocks {

using abi::Error;
using protocol::Method;

namespace {

naming::ServiceSession& service() {
    static naming::ServiceSession service(protocol::kInterface, async::Style::parallel);
    return service;
}

} // namespace

abi::Result<Now> now() {
    const auto session = TRY(service().get(true));
    async::Exchange exchange(*session);
    const auto words = async::request_words(exchange, Method::now);
    const Error error = service().check(session, words.error());
    if (error != Error::ok)
        return error;
    return Now{int64_t(words.value()[0]), words.value()[1], int32_t(words.value()[2])};
}

abi::Result<std::string> zone_name() {
    const auto session = TRY(service().get(true));
    async::Exchange exchange(*session);
    std::string name(protocol::kMaxZoneName, '\0');
    auto asking = async::send_words(exchange, Method::zone_name);
    const auto size = async::data_read_start(exchange, name.data(), name.size());
    const Error error = service().check(session, asking.wait().error);
    if (error != Error::ok)
        return error;
    name.resize(TRY(size));
    return name;
}

abi::Result<void> set_zone(int32_t offset_minutes, std::string_view name) {
    const auto session = TRY(service().get(true));
    async::Exchange exchange(*session);
    auto setting = async::send_words(exchange, Method::set_zone, int64_t(offset_minutes));
    const auto written = async::data_write_start(exchange, name.data(), name.size());
    const Error error = service().check(session, setting.wait().error);
    return error != Error::ok ? error : written.error();
}

abi::Result<void> sleep_until(int64_t real_time) {
    const auto session = TRY(service().get(true));
    async::Exchange exchange(*session);
    return service().check(session, async::request_words(exchange, Method::sleep_until, real_time).error());
}

} // namespace clocks
