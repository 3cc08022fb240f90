// SPDX-License-Identifier: MIT
#include "servers/console/line_client.hpp"

#include "servers/naming/client.hpp"

#include <algorithm>

namespace console::line {

namespace {

uint16_t side(uint32_t length) {
    return uint16_t(std::min<uint32_t>(length, 0xffff));
}

} // namespace

abi::Result<void> Client::attach(LineKind kind, uint32_t terminal, uint32_t columns, uint32_t rows) {
    close();
    LineClient control(TRY(naming::connect(kLineInterface, true)));
    terminal_ = TRY(control.attach(terminal, side(columns), side(rows), kind));
    LineClient output(TRY(naming::connect(kLineInterface, false)));
    TRY(output.watch(terminal_));
    control_ = std::move(control);
    output_ = std::move(output);
    return {};
}

void Client::close() {
    control_ = {};
    output_ = {};
}

abi::Result<void> Client::input(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::string_view piece = bytes.substr(0, kMaxInput);
        TRY(control_.input({reinterpret_cast<const uint8_t*>(piece.data()), piece.size()}));
        bytes.remove_prefix(piece.size());
    }
    return {};
}

abi::Result<size_t> Client::output(char* bytes, size_t size) {
    return output_.output({reinterpret_cast<uint8_t*>(bytes), std::min<size_t>(size, kMaxOutput)});
}

abi::Result<void> Client::resize(uint32_t columns, uint32_t rows) {
    return control_.resized(side(columns), side(rows));
}

abi::Result<void> Client::open() {
    return control_.opened();
}

} // namespace console::line
