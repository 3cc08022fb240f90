// SPDX-License-Identifier: MIT
#include "servers/archive/service.hpp"

#include "fibrils/arch/syscall.hpp"

#include <cstdlib>

namespace archive {

using vfs::Attributes;
using vfs::FileId;
using vfs::Kind;

Result<Attributes> Service::mounted(uint64_t, uint64_t, std::string_view options) {
    if (!options.empty())
        return Error::invalid;
    return tree_.stat(tree_.root());
}

Result<Attributes> Service::lookup(FileId directory, std::string_view name) {
    return tree_.lookup(directory.index, name);
}

Result<Attributes> Service::stat(FileId file) {
    return tree_.stat(file.index);
}

Result<void> Service::open(FileId file, uint64_t flags) {
    TRY(tree_.node(file.index));
    return flags & (vfs::kOpenWrite | vfs::kOpenTruncate) ? Error::read_only : Error::ok;
}

Result<size_t> Service::read(FileId file, uint64_t position, async::OutData& data) {
    const Node* node = TRY(tree_.node(file.index));
    if (node->kind != Kind::regular)
        return Error::is_directory;
    const size_t end = node->contents.size();
    const size_t size = position >= end ? 0 : std::min<size_t>(data.size(), end - size_t(position));
    TRY(data.give(node->contents.data() + (size ? position : 0), size));
    return size;
}

Result<vfs::DirectoryRead> Service::read_directory(FileId directory, uint64_t position,
                                                   std::span<uint8_t> buffer) {
    return tree_.read_directory(directory.index, position, buffer);
}

Result<std::string_view> Service::read_link(FileId file) {
    const Node* node = TRY(tree_.node(file.index));
    if (node->kind != Kind::link)
        return Error::invalid;
    return std::string_view(node->text);
}

Result<std::span<const uint8_t>> load_boot_archive() {
    constexpr uint64_t kBootArchive = 0;
    const int64_t size = sys_boot_module(abi::kSystemHandle, kBootArchive, 0, 0);
    if (size < 0)
        return fibril::error_of(size);
    if (size == 0)
        return Error::no_entry;
    auto* bytes = static_cast<uint8_t*>(malloc(size_t(size)));
    if (!bytes)
        return Error::no_memory;
    const int64_t copied =
        sys_boot_module(abi::kSystemHandle, kBootArchive, fibril::address_of(bytes), uint64_t(size));
    if (copied < 0)
        return fibril::error_of(copied);
    return std::span<const uint8_t>(bytes, size_t(std::min(copied, size)));
}

} // namespace archive
