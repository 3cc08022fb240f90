// SPDX-License-Identifier: MIT
#include "servers/input/client.hpp"

#include "servers/input/protocol.hpp"
#include "servers/naming/client.hpp"

namespace input {

using abi::Error;

abi::Result<uint8_t> Client::send(KeyEvent event) {
    for (;;) {
        if (!session_.connected())
            session_ =
                async::Session(TRY(naming::connect(protocol::kInterface, true)), async::Style::serialize);
        auto answer = async::request_words(session_.phone(), protocol::Method::key, event.key, event.pressed);
        if (answer.ok())
            return uint8_t((*answer)[0]);
        if (answer.error() != Error::hung_up)
            return answer.error();
        session_ = async::Session();
    }
}

} // namespace input
