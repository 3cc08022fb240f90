// SPDX-License-Identifier: MIT
#include "servers/input/service.hpp"

#include "servers/input/input_server.hpp"
#include "servers/naming/client.hpp"

#include <bitset>

namespace input {

namespace {

/// One keyboard. When it goes away, it leaves no key down.
class ServedKeyboard : public InputServer {
  public:
    explicit ServedKeyboard(Listener& listener) : listener_(listener) {}
    ~ServedKeyboard() override {
        for (size_t key = 0; key < down_.size(); key++)
            if (down_[key])
                listener_.key({Key(key), false});
    }

  private:
    abi::Result<uint8_t> key(async::Context&, uint8_t key, bool pressed) override {
        down_[key] = pressed;
        return listener_.key({Key(key), pressed});
    }

    Listener& listener_;
    std::bitset<256> down_;
};

void serve(async::Connection& connection, async::Call opening, void* listener) {
    ServedKeyboard(*static_cast<Listener*>(listener)).serve(connection, std::move(opening));
}

} // namespace

abi::Result<void> offer(Listener& listener) {
    async::set_handler(kInputInterface, serve, &listener, {.name = "keyboard"});
    return naming::provide(kInputInterface);
}

} // namespace input
