// SPDX-License-Identifier: MIT
#include "servers/input/client.hpp"

#include "servers/naming/client.hpp"

namespace input {

abi::Result<uint8_t> Client::send(KeyEvent event) {
    for (;;) {
        const auto listener = TRY(service_.get(true));
        auto lights = service_.check(listener, listener->key(event.key, event.pressed));
        if (lights.error() != abi::Error::hung_up)
            return lights;
    }
}

} // namespace input
