// SPDX-License-Identifier: MIT
#include "servers/NAME/service.hpp"

namespace NAME {

abi::Result<std::string> Service::echo(async::Context&, std::string_view line) {
    return std::to_string(++calls_) + ": " + std::string(line);
}

} // namespace NAME
