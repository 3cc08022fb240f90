// SPDX-License-Identifier: MIT
// Asks the servers of the lessons to update, all at once: the calls are sent before any answer is waited for.
#include "servers/apps/keeper.hpp"
#include "servers/apps/machine.hpp"
#include "servers/apps/program.hpp"

#include <cstdio>
#include <deque>

namespace {

constexpr apps::Usage kUsage{"ask alice|bob...",
                             "Sends an update to each of the servers at once, then waits for the answers.\n",
                             "", 1, 8};

struct Sent {
    keeper::Side side;
    keeper::KeeperClient client;
    async::Future<uint64_t> answer;

    Sent(keeper::Side to, abi::Handle phone, uint64_t value)
        : side(to), client(phone), answer(client.send_update(value)) {}
};

int take(Sent& sent) {
    auto other = sent.answer.wait();
    const char* name = keeper::name_of(sent.side);
    if (!other.ok())
        return apps::complain_about(name, other.error());
    printf("%s: the other one has %llu\n", name, static_cast<unsigned long long>(*other));
    return 0;
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    std::deque<Sent> sent; // what is sent stays where it is
    for (const auto& word : arguments.operands()) {
        if (word != "alice" && word != "bob")
            return arguments.wrong("\"" + word + "\" is neither alice nor bob");
        const auto side = word == "alice" ? keeper::Side::alice : keeper::Side::bob;
        auto phone = keeper::connect(side);
        if (!phone.ok())
            return apps::complain("no " + word + " runs: start it with `" + word + " &`");
        sent.emplace_back(side, *phone, sent.size() + 1);
    }
    int status = 0;
    for (Sent& one : sent)
        status |= take(one);
    return apps::finish(status);
}
