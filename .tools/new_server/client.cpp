// SPDX-License-Identifier: MIT
#include "servers/NAME/client.hpp"

#include "servers/naming/client.hpp"

namespace NAME {

namespace {

naming::ServiceSession<CLASSClient>& service() {
    static naming::ServiceSession<CLASSClient> service;
    return service;
}

} // namespace

abi::Result<std::string> echo(std::string_view line) {
    const auto session = TRY(service().get(true));
    return service().check(session, session->echo(line));
}

} // namespace NAME
