// SPDX-License-Identifier: MIT
#include "servers/devfs/table.hpp"

namespace devfs {

using vfs::Attributes;
using vfs::Kind;

Result<uint64_t> Table::find(std::string_view name) const {
    for (const auto& [index, entry] : entries_)
        if (entry.name == name)
            return index;
    return Error::no_entry;
}

Result<uint64_t> Table::add(Entry entry) {
    if (entry.name.size() > kMaxNameSize)
        return Error::name_too_long;
    if (entry.name.empty() || entry.name == "." || entry.name == ".." ||
        entry.name.find_first_of(std::string_view("/\0", 2)) != std::string::npos)
        return Error::invalid;
    if (find(entry.name).ok())
        return Error::exists;
    if (entries_.size() >= kMaxDevices)
        return Error::limit;
    entries_.emplace(next_index_, std::move(entry));
    return next_index_++;
}

Result<void> Table::remove(const std::shared_ptr<Server>& server, uint32_t unit) {
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
        if (entry->second.server == server && entry->second.unit == unit) {
            entries_.erase(entry);
            return {};
        }
    }
    return Error::no_entry;
}

void Table::remove_all(const std::shared_ptr<Server>& server) {
    for (auto entry = entries_.begin(); entry != entries_.end();)
        entry = entry->second.server == server ? entries_.erase(entry) : std::next(entry);
}

Result<const Entry*> Table::get(uint64_t index) const {
    const auto found = entries_.find(index);
    if (found == entries_.end())
        return Error::no_entry;
    return &found->second;
}

Result<Attributes> Table::stat(uint64_t index) const {
    if (index == kRoot)
        return Attributes{
            .index = kRoot, .size = entries_.size(), .links = 2, .kind = Kind::directory, .mode = 0755};
    const Entry* entry = TRY(get(index));
    return Attributes{.index = index,
                      .modified = entry->made,
                      .accessed = entry->made,
                      .links = 1,
                      .kind = Kind::device,
                      .mode = entry->mode};
}

Result<vfs::DirectoryRead> Table::read_directory(uint64_t position, std::span<uint8_t> buffer) const {
    vfs::DirectoryRead result{0, position};
    for (auto entry = entries_.lower_bound(position); entry != entries_.end(); ++entry) {
        if (!vfs::put_record(buffer, result.bytes, entry->first, Kind::device, entry->second.name))
            return result.bytes != 0 ? Result<vfs::DirectoryRead>(result) : Error::overflow;
        result.position = entry->first + 1;
    }
    return result;
}

} // namespace devfs
