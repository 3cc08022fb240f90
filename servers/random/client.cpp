// SPDX-License-Identifier: MIT
#include "servers/random/client.hpp"

#include "fibrils/async/transfer.hpp"
#include "servers/naming/client.hpp"

#include <algorithm>

namespace random_numbers {

using abi::Error;
using protocol::Method;

namespace {

naming::ServiceSession& service() {
    static naming::ServiceSession service(protocol::kInterface, async::Style::serialize);
    return service;
}

} // namespace

abi::Result<void> get(void* buffer, size_t size) {
    auto* bytes = static_cast<char*>(buffer);
    const auto session = TRY(service().get(true));
    async::Exchange exchange(*session);
    while (size > 0) {
        auto getting = async::send_words(exchange, Method::get);
        const auto got = async::data_read_start(exchange, bytes, std::min<size_t>(size, abi::kMaxTransfer));
        const Error error = service().check(session, getting.wait().error);
        if (error != Error::ok)
            return error;
        const size_t part = TRY(got);
        bytes += part;
        size -= part;
    }
    return {};
}

abi::Result<void> add(const void* bytes, size_t size) {
    const auto session = TRY(service().get(true));
    async::Exchange exchange(*session);
    auto adding = async::send_words(exchange, Method::add);
    const auto written = async::data_write_start(exchange, bytes, size);
    const Error error = service().check(session, adding.wait().error);
    return error != Error::ok ? error : written.error();
}

} // namespace random_numbers
