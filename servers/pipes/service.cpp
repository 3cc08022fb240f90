// SPDX-License-Identifier: MIT
#include "servers/pipes/service.hpp"

namespace pipes {

using vfs::Attributes;
using vfs::FileId;
using vfs::Kind;

namespace {
constexpr Attributes kDirectory{.index = 0, .links = 2, .kind = Kind::directory, .mode = 0500};
} // namespace

Result<std::shared_ptr<Pipe>> Service::pipe(uint64_t index) {
    const auto found = pipes_.find(index);
    if (found == pipes_.end())
        return Error::no_entry;
    return found->second;
}

Result<Attributes> Service::mounted(uint64_t, uint64_t, std::string_view options) {
    if (!options.empty())
        return Error::invalid;
    return kDirectory;
}

Result<Attributes> Service::lookup(FileId, std::string_view) {
    return Error::no_entry;
}

Result<Attributes> Service::stat(FileId file) {
    if (file.index == kDirectory.index)
        return kDirectory;
    const auto found = TRY(pipe(file.index));
    return Attributes{
        .index = file.index, .size = found->size(), .links = 1, .kind = Kind::pipe, .mode = 0600};
}

Result<Attributes> Service::create(FileId, std::string_view, const vfs::Creation& creation) {
    if (creation.kind != Kind::pipe)
        return Error::not_supported;
    if (pipes_.size() >= kMaxPipes)
        return Error::limit;
    const uint64_t index = next_index_++;
    pipes_[index] = std::make_shared<Pipe>();
    return Attributes{.index = index, .mode = 0600, .kind = Kind::pipe};
}

Result<vfs::DirectoryRead> Service::read_directory(FileId file, uint64_t position, std::span<uint8_t>) {
    if (file.index != kDirectory.index)
        return Error::not_directory;
    return vfs::DirectoryRead{0, position};
}

Result<size_t> Service::read(FileId file, uint64_t, async::OutData& data) {
    return TRY(pipe(file.index))->read(data);
}

Result<vfs::WriteResult> Service::write(FileId file, uint64_t, async::InData& data) {
    const auto found = TRY(pipe(file.index));
    return vfs::WriteResult{TRY(found->write(data)), 0};
}

Result<void> Service::open(FileId file, uint64_t flags) {
    if (file.index == kDirectory.index)
        return {};
    TRY(pipe(file.index))->open(flags & vfs::kOpenRead, flags & vfs::kOpenWrite);
    return {};
}

void Service::close(FileId file, uint64_t flags) {
    const auto found = pipe(file.index);
    if (!found.ok())
        return;
    found.value()->close(flags & vfs::kOpenRead, flags & vfs::kOpenWrite);
    if (found.value()->unused())
        pipes_.erase(file.index);
}

Result<devfs::ControlWords> Service::control(FileId file, uint64_t operation,
                                             const devfs::ControlWords& words) {
    if (operation != devfs::kControlPoll)
        return vfs::control_plain_file(operation, words);
    return devfs::ControlWords{TRY(pipe(file.index))->poll(words[0], words[1])};
}

} // namespace pipes
