// SPDX-License-Identifier: MIT
#include "fibrils/lib/fatal.hpp"
#include "servers/display/picture.hpp"
#include "servers/display/service.hpp"
#include "servers/driver/machine.hpp"

namespace {

const input::Layout& layout(const abi::HardwareInfo& machine) {
    const std::string_view name = driver::option(machine.command_line, "keyboard");
    const input::Layout* const found = input::find_layout(name.empty() ? "us" : name);
    if (found == nullptr)
        lib::log("no keyboard layout '", name, "'; taking us");
    return found != nullptr ? *found : *input::find_layout("us");
}

} // namespace

int main() {
    auto machine = driver::machine();
    if (!machine.ok() || machine->framebuffer.width == 0)
        return driver::kNotHere;
    const abi::FramebufferInfo& picture = machine->framebuffer;
    if (!display::is_usable(picture)) {
        lib::log("cannot draw on ", picture.width, "x", picture.height, " pixels of ", picture.bits, " bits");
        return driver::kNotHere;
    }
    auto surface = display::map_picture(picture);
    if (!surface.ok())
        lib::fatal("cannot have the picture: ", surface.error());
    lib::log(picture.width, "x", picture.height, " pixels of ", picture.bits, " bits");
    static display::Service service(*surface, layout(machine.value()));
    const auto started = service.start();
    if (!started.ok())
        lib::fatal("cannot start: ", started.error());
    async::run();
}
