// SPDX-License-Identifier: MIT
#include "servers/input/service.hpp"

#include "servers/input/protocol.hpp"
#include "servers/naming/client.hpp"

#include <bitset>

namespace input {

using abi::Error;
using async::Call;

abi::Result<void> Service::start() {
    const auto serve = [](async::Connection& connection, Call opening, void* service) {
        static_cast<Service*>(service)->serve(connection, std::move(opening));
    };
    async::set_handler(protocol::kInterface, serve, this, {.name = "keyboard"});
    return naming::provide(protocol::kInterface);
}

// A keyboard that goes away leaves no key down.
void Service::serve(async::Connection&, Call opening) {
    async::accept(opening);
    std::bitset<256> down;
    for (;;) {
        Call call = async::get_call();
        if (call.hung_up())
            break;
        if (call.method() != uint64_t(protocol::Method::key)) {
            call.answer(Error::not_supported);
            continue;
        }
        if (call.argument(1) > 0xff || call.argument(2) > 1) {
            call.answer(Error::invalid);
            continue;
        }
        const KeyEvent event{Key(call.argument(1)), call.argument(2) == 1};
        down[event.key] = event.pressed;
        call.answer_ok(listener_.key(event));
    }
    for (size_t key = 0; key < down.size(); key++)
        if (down[key])
            listener_.key({Key(key), false});
}

} // namespace input
