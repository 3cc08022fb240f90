// SPDX-License-Identifier: MIT
// Methods about the session itself.
#include "servers/vfs/service.hpp"

#include "fibrils/async/transfer.hpp"

namespace vfs {

void Service::current_directory(Request& request) {
    const std::string path = path_of(request.session.directory);
    const auto given = async::data_read_reply(path.data(), path.size());
    request.answer(given.error(), {path.size()});
}

Result<uint64_t> Service::receive_map(Request& request) {
    std::vector<DescriptorMap> map(kMaxDescriptors);
    const size_t bytes = TRY(async::data_write_accept(map.data(), map.size() * sizeof(DescriptorMap)));
    map.resize(bytes / sizeof(DescriptorMap));
    for (const DescriptorMap& entry : map) {
        const int32_t to = entry.to & ~kIfOpen;
        if (to < 0 || uint32_t(to) >= kMaxDescriptors)
            return Error::bad_file;
        if (!(entry.to & kIfOpen))
            TRY(request.session.descriptors.get(uint64_t(entry.from)));
    }
    if (request.session.prepared.size() >= kMaxPreparedSessions)
        return Error::limit;
    const uint64_t number = request.session.next_prepared++;
    request.session.prepared[number] = std::move(map);
    return number;
}

void Service::prepare_session(Request& request) {
    auto number = receive_map(request);
    request.answer(number.error(), {std::move(number).value_or(0)});
}

void Service::mask(Request& request) {
    const uint32_t old = request.session.mask;
    if (request.call.argument(1) != kKeepMask)
        request.session.mask = uint32_t(request.call.argument(1)) & 0777;
    request.answer(Error::ok, {old});
}

} // namespace vfs
