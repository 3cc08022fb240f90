// SPDX-License-Identifier: MIT
#include "servers/vfs/driver.hpp"

#include <cstring>

namespace vfs {

Result<Attributes> FileSystem::create(FileId, std::string_view, const Creation&) {
    return Error::read_only;
}
Result<void> FileSystem::unlink(FileId, std::string_view, bool) {
    return Error::read_only;
}
Result<void> FileSystem::rename(FileId, std::string_view, FileId, std::string_view) {
    return Error::read_only;
}
Result<void> FileSystem::link(FileId, FileId, std::string_view) {
    return Error::read_only;
}
Result<WriteResult> FileSystem::write(FileId, uint64_t, async::InData&) {
    return Error::read_only;
}
Result<std::string_view> FileSystem::read_link(FileId) {
    return Error::invalid;
}
Result<void> FileSystem::truncate(FileId, uint64_t) {
    return Error::read_only;
}
Result<void> FileSystem::set_times(FileId, uint64_t, uint64_t) {
    return Error::read_only;
}
Result<void> FileSystem::set_mode(FileId, uint16_t) {
    return Error::read_only;
}

Result<devfs::ControlWords> FileSystem::control(FileId, uint64_t operation,
                                                const devfs::ControlWords& words) {
    return control_plain_file(operation, words);
}

Result<devfs::ControlWords> control_plain_file(uint64_t operation, const devfs::ControlWords& words) {
    switch (operation) {
    case devfs::kControlPoll:
        return devfs::ControlWords{words[0] & (devfs::kPollReadable | devfs::kPollWritable)};
    case devfs::kControlIsTerminal:
        return devfs::ControlWords{0};
    default:
        return Error::not_supported;
    }
}

bool put_record(std::span<uint8_t> buffer, size_t& used, uint64_t index, Kind kind, std::string_view name) {
    const size_t size = (sizeof(DirectoryRecord) + name.size() + 7) / 8 * 8;
    if (buffer.size() - used < size)
        return false;
    const DirectoryRecord record{index, uint16_t(name.size()), kind, {}};
    uint8_t* at = buffer.data() + used;
    memset(at, 0, size);
    memcpy(at, &record, sizeof record);
    memcpy(at + sizeof record, name.data(), name.size());
    used += size;
    return true;
}

} // namespace vfs
