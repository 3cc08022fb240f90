// SPDX-License-Identifier: MIT
#include "servers/devfs/service.hpp"

#include "fibrils/arch/syscall.hpp"

namespace devfs {

using vfs::Attributes;
using vfs::FileId;

namespace {

int64_t now() {
    return sys_clock_read(uint32_t(abi::Clock::real_time));
}

/// The server of a device, which lives on while it is asked even if the entry goes. Error hung_up: it is
/// dead.
Result<std::shared_ptr<Server>> living(const Entry& entry) {
    if (entry.server->dead)
        return Error::hung_up;
    return entry.server;
}

} // namespace

Service::Service() {
    for (const auto& [name, builtin] :
         {std::pair{"null", Builtin::null}, {"zero", Builtin::zero}, {"full", Builtin::full}})
        (void)table_.add({.name = name, .builtin = builtin, .server = nullptr, .made = now()});
}

Result<Attributes> Service::mounted(uint64_t, uint64_t, std::string_view options) {
    if (!options.empty())
        return Error::invalid;
    return table_.stat(Table::kRoot);
}

Result<Attributes> Service::lookup(FileId directory, std::string_view name) {
    if (directory.index != Table::kRoot)
        return Error::not_directory;
    return table_.stat(TRY(table_.find(name)));
}

Result<Attributes> Service::stat(FileId file) {
    return table_.stat(file.index);
}

Result<vfs::DirectoryRead> Service::read_directory(FileId directory, uint64_t position,
                                                   std::span<uint8_t> buffer) {
    if (directory.index != Table::kRoot)
        return Error::not_directory;
    return table_.read_directory(position, buffer);
}

Result<size_t> Service::read(FileId file, uint64_t position, async::OutData& data) {
    const Entry* entry = TRY(table_.get(file.index));
    if (!entry->server)
        return read_builtin(entry->builtin, data);
    const uint32_t unit = entry->unit;
    return size_t(TRY(TRY(living(*entry))->device.pass_read(unit, position, data)));
}

Result<vfs::WriteResult> Service::write(FileId file, uint64_t position, async::InData& data) {
    const Entry* entry = TRY(table_.get(file.index));
    const uint32_t unit = entry->unit;
    const size_t bytes = entry->server ? TRY(TRY(living(*entry))->device.pass_write(unit, position, data))
                                       : TRY(write_builtin(entry->builtin, data));
    return vfs::WriteResult{bytes, position + bytes};
}

/// `> /dev/null` truncates; there is nothing to cut.
Result<void> Service::truncate(FileId, uint64_t) {
    return {};
}

Result<void> Service::open(FileId file, uint64_t flags) {
    if (file.index == Table::kRoot)
        return {};
    const Entry* entry = TRY(table_.get(file.index));
    if (!entry->server)
        return {};
    const uint32_t unit = entry->unit;
    return TRY(living(*entry))->device.open(unit, vfs::OpenFlags(flags));
}

void Service::close(FileId file, uint64_t flags) {
    const auto entry = table_.get(file.index);
    if (!entry.ok() || !entry.value()->server)
        return;
    const auto server = living(*entry.value());
    if (server.ok())
        (void)server.value()->device.close(entry.value()->unit, vfs::OpenFlags(flags));
}

Result<ControlWords> Service::control(FileId file, uint64_t operation, const ControlWords& words) {
    if (file.index == Table::kRoot)
        return vfs::control_plain_file(operation, words);
    const Entry* entry = TRY(table_.get(file.index));
    if (!entry->server)
        return vfs::control_plain_file(operation, words);
    const uint32_t unit = entry->unit;
    return TRY(living(*entry))->device.control(unit, operation, words);
}

} // namespace devfs
