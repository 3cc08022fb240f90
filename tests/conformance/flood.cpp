// SPDX-License-Identifier: MIT
#include "tests/conformance/flood.hpp"

#include "fibrils/async/transfer.hpp"
#include "fibrils/fibril.hpp"
#include "fibrils/lib/log.hpp"
#include "kernel/abi/ipc.hpp"
#include "servers/naming/client.hpp"
#include "servers/vfs/client.hpp"

#include <vector>

namespace conformance {

namespace {

constexpr int kConnections = 1500;
constexpr uint64_t kLong = 1'000'000'000; // microseconds

/// Keeps the fibril of the connection busy: it reads a pipe that nobody writes. More calls wait behind that.
void fill(abi::Handle phone, std::vector<async::Request>& sent) {
    const auto ends = async::request_words(phone, vfs::VfsMethod::pipe);
    if (!ends.ok())
        return;
    static char byte;
    sent.push_back(async::send_words(phone, vfs::VfsMethod::read, ends.value()[0]));
    sent.push_back(async::data_read_send(phone, &byte, 1));
    for (uint32_t call = 2; call < abi::kMaxActiveCalls; call++)
        sent.push_back(async::send_words(phone, vfs::VfsMethod::stat, 0));
}

} // namespace

int run_flood() {
    std::vector<async::Request> sent;
    int connections = 0, refused = 0;
    for (; connections < kConnections; connections++) {
        const auto phone = naming::connect(vfs::kVfsInterface, false);
        if (!phone.ok())
            break;
        fill(phone.value(), sent);
    }
    for (async::Request& request : sent)
        refused += request.done();
    // To the kernel's log: vfs, and so the terminal, has no more room for this task.
    lib::log(connections, " connections, ", int(sent.size()) - refused, " calls wait, ", refused,
             " were refused");
    fibril::sleep(kLong);
    return 0;
}

} // namespace conformance
