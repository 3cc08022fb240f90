// SPDX-License-Identifier: MIT
// both left|right...: a client for each argument, which all send update at once, in this order. Status 1:
// some were not answered.
#include "fibrils/fibril.hpp"
#include "fibrils/lib/log.hpp"
#include "servers/naming/client.hpp"
#include "tests/circle/circle_client.hpp"

#include <cstring>
#include <deque>
#include <vector>

namespace {

constexpr uint64_t kPatience = 1'000'000; // microseconds

struct Sent {
    const char* server;
    async::Future<uint64_t> answer;
};

template<typename Client>
bool connect(std::deque<Client>& clients) {
    auto phone = naming::connect(Client::kInterface, true);
    if (phone.ok())
        clients.emplace_back(*phone);
    return phone.ok();
}

} // namespace

int main(int count, char** arguments) {
    std::deque<circle::LeftClient> lefts;
    std::deque<circle::RightClient> rights;
    for (int i = 1; i < count; i++)
        if (!(strcmp(arguments[i], "left") == 0 ? connect(lefts) : connect(rights)))
            return 2;
    std::vector<Sent> sent;
    auto left = lefts.begin();
    auto right = rights.begin();
    for (int i = 1; i < count; i++)
        if (strcmp(arguments[i], "left") == 0)
            sent.push_back({arguments[i], (left++)->send_update(uint64_t(i))});
        else
            sent.push_back({arguments[i], (right++)->send_update(uint64_t(i))});
    int status = 0;
    const uint64_t deadline = fibril::now() + kPatience;
    for (Sent& one : sent) {
        auto before = one.answer.wait_until(deadline);
        lib::log(one.server, ".update: ", before.error());
        if (!before.ok()) {
            status = 1;
            one.answer.forget();
        }
    }
    return status;
}
