// SPDX-License-Identifier: MIT
#include "servers/loader/executable.hpp"

#include <algorithm>
#include <utility>

namespace loader {

using abi::Error;

namespace {

constexpr uint16_t kAnyExecute = 0111;

} // namespace

abi::Result<Executable> Executable::open(abi::Handle files, std::string_view path) {
    vfs::VfsClient client(files);
    const auto descriptor = client.open(vfs::kCurrentDirectory, 0, vfs::kOpenRead, path);
    if (!descriptor.ok()) {
        client.release();
        return descriptor.error();
    }
    Executable executable(std::move(client), descriptor.value());
    TRY(executable.identify());
    return executable;
}

abi::Result<void> Executable::identify() {
    const vfs::Attributes attributes = TRY(files_.stat(descriptor_));
    if (attributes.kind == vfs::Kind::directory)
        return Error::is_directory;
    if (attributes.kind != vfs::Kind::regular)
        return Error::bad_executable;
    if ((attributes.mode & kAnyExecute) == 0)
        return Error::permission;
    if (attributes.size > abi::kMaxImageSize)
        return Error::limit;
    identity_ = {attributes.mount, attributes.index, attributes.size, attributes.modified};
    return {};
}

Executable::~Executable() {
    if (!files_.connected())
        return;
    (void)files_.close(descriptor_);
    files_.release();
}

abi::Result<std::vector<char>> Executable::read() {
    std::vector<char> bytes(identity_.size);
    std::span<uint8_t> rest(reinterpret_cast<uint8_t*>(bytes.data()), bytes.size());
    while (!rest.empty()) {
        const auto wanted = rest.first(std::min<size_t>(rest.size(), abi::kMaxTransfer));
        const uint32_t moved = TRY(files_.read_at(descriptor_, bytes.size() - rest.size(), wanted));
        if (moved == 0)
            return Error::bad_executable;
        rest = rest.subspan(moved);
    }
    return bytes;
}

} // namespace loader
