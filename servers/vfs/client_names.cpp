// SPDX-License-Identifier: MIT
// Names: directories, links, renaming.
#include "servers/vfs/client.hpp"

namespace vfs {

Result<void> Client::make_directory(std::string_view path, uint32_t mode, uint64_t base) {
    return TRY(session())->make_directory(base, uint16_t(mode), path);
}

Result<void> Client::unlink(std::string_view path, bool directory, uint64_t base) {
    return TRY(session())->unlink(base, directory, path);
}

Result<void> Client::rename(std::string_view from, std::string_view to, uint64_t base, uint64_t new_base) {
    return TRY(session())->rename(base, new_base, from, to);
}

Result<void> Client::link(std::string_view from, std::string_view to, uint64_t base, uint64_t new_base) {
    return TRY(session())->link(base, new_base, from, to);
}

Result<void> Client::make_link(std::string_view text, std::string_view path, uint64_t base) {
    return TRY(session())->make_link(base, text, path);
}

Result<std::string> Client::read_link(std::string_view path, uint64_t base) {
    return TRY(session())->read_link(base, path);
}

Result<void> Client::set_times(std::string_view path, uint64_t accessed, uint64_t modified, bool follow,
                               uint64_t base) {
    return TRY(session())->set_times(base, follow ? kPathFollowLink : PathFlags(0), accessed, modified, path);
}

Result<void> Client::set_mode(std::string_view path, uint32_t mode, uint64_t base) {
    return TRY(session())->set_mode(base, uint16_t(mode), 0, path);
}

Result<void> Client::set_times(int descriptor, uint64_t accessed, uint64_t modified) {
    return TRY(session())->set_times(uint64_t(descriptor), kPathBaseItself, accessed, modified, {});
}

Result<void> Client::set_mode(int descriptor, uint32_t mode) {
    return TRY(session())->set_mode(uint64_t(descriptor), uint16_t(mode), kPathBaseItself, {});
}

Result<void> Client::change_directory(std::string_view path, uint64_t base) {
    return TRY(session())->change_directory(base, path);
}

Result<std::string> Client::current_directory() {
    return TRY(session())->current_directory();
}

} // namespace vfs
