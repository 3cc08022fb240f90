// SPDX-License-Identifier: MIT
#include "servers/random/client.hpp"

#include "servers/naming/client.hpp"
#include "servers/random/random_client.hpp"

#include <algorithm>

namespace random_numbers {

namespace {

naming::ServiceSession<RandomClient>& service() {
    static naming::ServiceSession<RandomClient> service;
    return service;
}

} // namespace

abi::Result<void> get(void* buffer, size_t size) {
    std::span<uint8_t> rest(static_cast<uint8_t*>(buffer), size);
    const auto random = TRY(service().get(true));
    while (!rest.empty()) {
        const size_t wanted = std::min<size_t>(rest.size(), abi::kMaxTransfer);
        rest = rest.subspan(TRY(service().check(random, random->get(rest.first(wanted)))));
    }
    return {};
}

abi::Result<void> add(const void* bytes, size_t size) {
    const auto random = TRY(service().get(true));
    return service().check(random, random->add({static_cast<const uint8_t*>(bytes), size}));
}

} // namespace random_numbers
