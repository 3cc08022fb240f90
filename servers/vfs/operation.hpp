// SPDX-License-Identifier: MIT
// One operation of a client: a request, then data calls, on a phone that no other fibril uses meanwhile.
#pragma once

#include "fibrils/async/transfer.hpp"
#include "servers/vfs/client.hpp"

namespace vfs {

struct Client::Operation {
    /// Without a session nothing is sent, and finish returns bad_file.
    Operation(async::Session& session, Method method, const async::Arguments& arguments);

    /// Data that vfs takes next; it must stay until finish. At most two of give and take.
    void give(const void* data, size_t size);
    /// A path. Of one that is too long so much is sent that vfs refuses it; more, the kernel would refuse.
    void give(std::string_view text) { give(text.data(), std::min<size_t>(text.size(), kMaxPath + 1)); }
    /// Memory that vfs or the file system fills.
    void take(void* buffer, size_t size);

    /// Waits for all answers. A request that was refused says why; else a failed transfer does.
    Result<async::Arguments> finish();

  private:
    const bool connected_;
    async::Exchange exchange_;
    async::Request request_;
    async::Request transfers_[2];
    int transfer_count_ = 0;
};

} // namespace vfs
