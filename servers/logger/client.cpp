// SPDX-License-Identifier: MIT
#include "servers/logger/client.hpp"

#include "fibrils/lib/log.hpp"
#include "servers/logger/logger_client.hpp"
#include "servers/naming/client.hpp"

namespace logger {

namespace {

naming::ServiceSession<LoggerClient>& service() {
    static naming::ServiceSession<LoggerClient> service;
    return service;
}

// Not blocking: whoever has something to say must not wait for the logger to be started.
abi::Result<void> send(Level level, std::string_view text) {
    const auto logger = TRY(service().get(false));
    return service().check(logger, logger->message(level, text));
}

} // namespace

abi::Result<void> write(Level level, std::string_view text) {
    text = text.substr(0, kMaxMessage);
    const auto sent = send(level, text);
    if (!sent.ok())
        lib::write_log(text);
    return sent;
}

abi::Result<void> set_level(Level level) {
    const auto logger = TRY(service().get(false));
    return service().check(logger, logger->set_level(level));
}

} // namespace logger
