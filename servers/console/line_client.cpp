// SPDX-License-Identifier: MIT
#include "servers/console/line_client.hpp"

#include "fibrils/async/session.hpp"
#include "fibrils/async/transfer.hpp"
#include "servers/naming/client.hpp"

#include <algorithm>
#include <cstring>

namespace console::line {

abi::Result<void> Client::attach(Kind kind, uint64_t terminal, uint32_t columns, uint32_t rows) {
    close();
    control_ = TRY(naming::connect(kInterface, true));
    auto attached = async::request_words(control_, Method::attach, kind, terminal, columns, rows);
    if (!attached.ok()) {
        close();
        return attached.error();
    }
    terminal_ = uint32_t((*attached)[0]);
    auto output = naming::connect(kInterface, false, 0, terminal_ + 1);
    if (!output.ok()) {
        close();
        return output.error();
    }
    output_ = *output;
    return {};
}

void Client::close() {
    for (abi::Handle* phone : {&control_, &output_}) {
        if (*phone != abi::kNoHandle)
            async::hang_up(*phone);
        *phone = abi::kNoHandle;
    }
}

abi::Result<void> Client::input(std::string_view bytes) {
    while (!bytes.empty()) {
        uint64_t words[4] = {};
        const size_t size = std::min<size_t>(bytes.size(), kMaxInput);
        std::memcpy(words, bytes.data(), size);
        TRY(async::request_words(control_, Method::input, size, words[0], words[1], words[2], words[3]));
        bytes.remove_prefix(size);
    }
    return {};
}

abi::Result<size_t> Client::output(char* bytes, size_t size) {
    return async::data_read_start(output_, bytes, size);
}

abi::Result<void> Client::resize(uint32_t columns, uint32_t rows) {
    return async::request_words(control_, Method::resized, columns, rows).error();
}

abi::Result<void> Client::open() {
    return async::request_words(control_, Method::opened).error();
}

} // namespace console::line
