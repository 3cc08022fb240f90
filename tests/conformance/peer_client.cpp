// SPDX-License-Identifier: MIT
#include "servers/naming/client.hpp"
#include "servers/vfs/client.hpp"
#include "tests/conformance/peer.hpp"

#include <array>
#include <cstdio>

namespace conformance {

Peer::Peer(std::string_view role) {
    const std::array<std::string_view, 2> arguments{"conformance", role};
    constexpr std::array<vfs::DescriptorMap, 3> kOutputs{{{0, 0}, {1, 1}, {2, 2}}};
    auto files = vfs::Client::own().make_session(kOutputs);
    if (!files.ok()) {
        std::printf("# no files for the peer: %s\n", abi::describe(files.error()));
        return;
    }
    auto task = loader::spawn({.path = "/bin/conformance", .arguments = arguments, .files = *files});
    if (!task.ok()) {
        std::printf("# no peer: %s\n", abi::describe(task.error()));
        return;
    }
    task_ = *task;
}

Peer::~Peer() {
    if (phone_ != abi::kNoHandle)
        async::hang_up(phone_);
    if (task_ == 0 || collected_)
        return;
    (void)loader::kill(task_, 9);
    (void)loader::wait(task_);
}

abi::Handle Peer::connect_again() {
    auto phone = naming::connect(kPeerInterface, true);
    return phone.ok() ? *phone : abi::kNoHandle;
}

loader::ExitStatus Peer::wait() {
    auto status = loader::wait(task_);
    collected_ = true;
    return status.ok() ? *status : loader::ExitStatus{};
}

abi::Error error_of(const abi::Result<async::Arguments>& result) {
    return result.error();
}

} // namespace conformance
