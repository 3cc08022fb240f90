// SPDX-License-Identifier: MIT
// Names: directories, links, renaming.
#include "servers/vfs/operation.hpp"

namespace vfs {

Result<void> Client::make_directory(std::string_view path, uint32_t mode, uint64_t base) {
    Operation operation(session_, Method::make_directory, {base, mode});
    operation.give(path);
    return operation.finish().error();
}

Result<void> Client::unlink(std::string_view path, bool directory, uint64_t base) {
    Operation operation(session_, Method::unlink, {base, directory ? kRemoveDirectory : 0});
    operation.give(path);
    return operation.finish().error();
}

Result<void> Client::rename(std::string_view from, std::string_view to, uint64_t base, uint64_t new_base) {
    Operation operation(session_, Method::rename, {base, new_base});
    operation.give(from);
    operation.give(to);
    return operation.finish().error();
}

Result<void> Client::link(std::string_view from, std::string_view to, uint64_t base, uint64_t new_base) {
    Operation operation(session_, Method::link, {base, new_base});
    operation.give(from);
    operation.give(to);
    return operation.finish().error();
}

Result<void> Client::make_link(std::string_view text, std::string_view path, uint64_t base) {
    Operation operation(session_, Method::make_link, {base});
    operation.give(text);
    operation.give(path);
    return operation.finish().error();
}

Result<std::string> Client::read_link(std::string_view path, uint64_t base) {
    std::string text(kMaxPath, '\0');
    Operation operation(session_, Method::read_link, {base});
    operation.give(path);
    operation.take(text.data(), text.size());
    text.resize(std::min<uint64_t>(TRY(operation.finish())[0], text.size()));
    return text;
}

Result<void> Client::set_times(std::string_view path, uint64_t accessed, uint64_t modified, bool follow,
                               uint64_t base) {
    Operation operation(session_, Method::set_times, {base, follow ? kFollowLink : 0, accessed, modified});
    operation.give(path);
    return operation.finish().error();
}

Result<void> Client::set_mode(std::string_view path, uint32_t mode, uint64_t base) {
    Operation operation(session_, Method::set_mode, {base, mode});
    operation.give(path);
    return operation.finish().error();
}

Result<void> Client::set_times(int descriptor, uint64_t accessed, uint64_t modified) {
    Operation operation(session_, Method::set_times, {uint64_t(descriptor), kBaseItself, accessed, modified});
    operation.give("");
    return operation.finish().error();
}

Result<void> Client::set_mode(int descriptor, uint32_t mode) {
    Operation operation(session_, Method::set_mode, {uint64_t(descriptor), mode, kBaseItself});
    operation.give("");
    return operation.finish().error();
}

Result<void> Client::change_directory(std::string_view path, uint64_t base) {
    Operation operation(session_, Method::change_directory, {base});
    operation.give(path);
    return operation.finish().error();
}

Result<std::string> Client::current_directory() {
    std::string path(kMaxPath, '\0');
    Operation operation(session_, Method::current_directory, {});
    operation.take(path.data(), path.size());
    const uint64_t size = TRY(operation.finish())[0];
    if (size > path.size()) // one can go deeper than a path may be long
        return Error::overflow;
    path.resize(size);
    return path;
}

} // namespace vfs
