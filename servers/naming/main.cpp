// SPDX-License-Identifier: MIT
#include "servers/naming/service.hpp"

namespace {

naming::Service service;

void introduce(async::Connection&, async::Call connect, void*) {
    service.introduce(std::move(connect));
}

void serve(async::Connection& session, async::Call opening, void*) {
    service.serve(session, std::move(opening));
}

} // namespace

int main() {
    async::set_handler(naming::kNamingInterface, serve, nullptr, {.name = "session"});
    async::set_handler(0, introduce, nullptr, {.name = "introduction"});
    async::run();
}
