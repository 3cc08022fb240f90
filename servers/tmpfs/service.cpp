// SPDX-License-Identifier: MIT
#include "servers/tmpfs/service.hpp"

#include "fibrils/arch/syscall.hpp"
#include "servers/tmpfs/options.hpp"

namespace tmpfs {

using vfs::FileId;

namespace {
int64_t now() {
    return sys_clock_read(uint32_t(abi::Clock::real_time));
}
} // namespace

Result<Tree*> Service::tree(uint64_t mount) {
    const auto found = trees_.find(mount);
    if (found == trees_.end())
        return Error::no_entry;
    return &found->second;
}

Result<Attributes> Service::mounted(uint64_t mount, uint64_t, std::string_view text) {
    const Options options = TRY(parse_options(text));
    const auto [added, is_new] = trees_.try_emplace(mount, options.size, now());
    if (!is_new)
        return Error::busy;
    return added->second.stat(added->second.root());
}

void Service::unmounted(uint64_t mount) {
    trees_.erase(mount);
}

Result<Attributes> Service::lookup(FileId directory, std::string_view name) {
    return TRY(tree(directory.mount))->lookup(directory.index, name);
}

Result<Attributes> Service::stat(FileId file) {
    return TRY(tree(file.mount))->stat(file.index);
}

Result<Attributes> Service::create(FileId directory, std::string_view name, const vfs::Creation& creation) {
    return TRY(tree(directory.mount))->create(directory.index, name, creation, now());
}

Result<void> Service::unlink(FileId directory, std::string_view name, bool is_directory) {
    return TRY(tree(directory.mount))->unlink(directory.index, name, is_directory, now());
}

Result<void> Service::rename(FileId from, std::string_view name, FileId to, std::string_view new_name) {
    return TRY(tree(from.mount))->rename(from.index, name, to.index, new_name, now());
}

Result<void> Service::link(FileId file, FileId directory, std::string_view name) {
    return TRY(tree(file.mount))->link(file.index, directory.index, name, now());
}

Result<size_t> Service::read(FileId file, uint64_t position, async::OutData& data) {
    Node* node = TRY(TRY(tree(file.mount))->file(file.index));
    const Content& content = node->content;
    const size_t size =
        position >= content.size() ? 0 : size_t(std::min<uint64_t>(data.size(), content.size() - position));
    const uint8_t* bytes = content.view(position, size);
    if (!bytes) {
        content.read(position, bounce_, size);
        bytes = bounce_;
    }
    node->accessed = now();
    TRY(data.give(bytes, size));
    return size;
}

Result<vfs::WriteResult> Service::write(FileId file, uint64_t position, async::InData& data) {
    Node* node = TRY(TRY(tree(file.mount))->file(file.index));
    Content& content = node->content;
    if (position == vfs::kAtEnd)
        position = content.size();
    if (data.size() == 0) {
        TRY(data.take(bounce_, 0));
        return vfs::WriteResult{0, position};
    }
    size_t room = 0;
    uint8_t* bytes = TRY(content.prepare(position, data.size(), room));
    TRY(data.take(bytes, room));
    content.commit(position, room);
    node->modified = now();
    return vfs::WriteResult{room, position + room};
}

Result<vfs::DirectoryRead> Service::read_directory(FileId directory, uint64_t position,
                                                   std::span<uint8_t> buffer) {
    return TRY(tree(directory.mount))->read_directory(directory.index, position, buffer);
}

Result<std::string_view> Service::read_link(FileId file) {
    Node* node = TRY(TRY(tree(file.mount))->node(file.index));
    if (node->kind != Kind::link)
        return Error::invalid;
    return std::string_view(node->text);
}

Result<void> Service::truncate(FileId file, uint64_t size) {
    Node* node = TRY(TRY(tree(file.mount))->file(file.index));
    if (size > kMaxFileSize)
        return Error::range;
    node->content.resize(size);
    node->modified = now();
    return {};
}

Result<void> Service::set_times(FileId file, uint64_t accessed, uint64_t modified) {
    Node* node = TRY(TRY(tree(file.mount))->node(file.index));
    if (accessed != vfs::kKeepTime)
        node->accessed = int64_t(accessed);
    if (modified != vfs::kKeepTime)
        node->modified = int64_t(modified);
    return {};
}

Result<void> Service::set_mode(FileId file, uint16_t mode) {
    TRY(TRY(tree(file.mount))->node(file.index))->mode = mode;
    return {};
}

Result<void> Service::open(FileId file, uint64_t) {
    return TRY(tree(file.mount))->open(file.index);
}

void Service::close(FileId file, uint64_t) {
    const auto found = tree(file.mount);
    if (found.ok())
        found.value()->close(file.index);
}

Result<vfs::FsStatistics> Service::statistics(uint64_t mount) {
    const Budget& budget = TRY(tree(mount))->budget();
    return vfs::FsStatistics{budget.total, budget.total - budget.used};
}

} // namespace tmpfs
