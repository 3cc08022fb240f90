// SPDX-License-Identifier: MIT
// Calls about the session itself.
#include "servers/vfs/connection.hpp"

namespace vfs {

Result<std::string> ClientConnection::current_directory(Context&) {
    std::string path = path_of(session_.directory);
    if (path.size() > kMaxPath) // one can go deeper than a path may be long
        return Error::overflow;
    return path;
}

Result<uint64_t> ClientConnection::prepare_session(Context&, std::span<const DescriptorMap> map) {
    for (const DescriptorMap& entry : map) {
        if ((uint32_t(entry.to) & ~kIfOpen) >= kMaxDescriptors)
            return Error::bad_file;
        if (!(uint32_t(entry.to) & kIfOpen))
            TRY(session_.descriptors.get(uint64_t(entry.from)));
    }
    if (session_.prepared.size() >= kMaxPreparedSessions)
        return Error::limit;
    const uint64_t number = session_.next_prepared++;
    session_.prepared[number] = {map.begin(), map.end()};
    return number;
}

Result<uint16_t> ClientConnection::mask(Context&, uint64_t mask) {
    const auto old = uint16_t(session_.mask);
    if (mask != kKeepMask)
        session_.mask = uint32_t(mask) & 0777;
    return old;
}

} // namespace vfs
