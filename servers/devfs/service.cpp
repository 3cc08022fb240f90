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

/// Sends the request to the device server and the program's data call behind it, on the same phone: the bytes
/// go straight between the two.
Result<size_t> pass_on(const Entry& entry, Request request, uint64_t position, async::Transfer& transfer) {
    const std::shared_ptr<Server> server = entry.server; // the entry may go while we wait
    if (server->dead)
        return Error::hung_up;
    async::Exchange exchange(server->session);
    auto sent = async::send_words(exchange, request, entry.unit, position);
    transfer.call.forward(exchange, 0, 0, 0, 0, abi::ForwardMode::route_from_me);
    const async::Answer answer = sent.wait();
    if (answer.error != Error::ok)
        return answer.error;
    return size_t(answer.words[0]);
}

Result<async::Arguments> ask(const Entry& entry, Request request, uint64_t a2,
                             const ControlWords& words = {}) {
    const std::shared_ptr<Server> server = entry.server;
    if (server->dead)
        return Error::hung_up;
    async::Exchange exchange(server->session);
    return async::request_words(exchange, request, entry.unit, a2, words[0], words[1], words[2]);
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

Result<size_t> Service::read(FileId file, uint64_t position, async::Transfer& transfer) {
    const Entry* entry = TRY(table_.get(file.index));
    return entry->server ? pass_on(*entry, Request::read, position, transfer)
                         : read_builtin(entry->builtin, transfer);
}

Result<vfs::WriteResult> Service::write(FileId file, uint64_t position, async::Transfer& transfer) {
    const Entry* entry = TRY(table_.get(file.index));
    const size_t bytes = TRY(entry->server ? pass_on(*entry, Request::write, position, transfer)
                                           : write_builtin(entry->builtin, transfer));
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
    return entry->server ? ask(*entry, Request::open, flags).error() : Error::ok;
}

void Service::close(FileId file, uint64_t flags) {
    const auto entry = table_.get(file.index);
    if (entry.ok() && entry.value()->server)
        (void)ask(*entry.value(), Request::close, flags);
}

Result<ControlWords> Service::control(FileId file, uint64_t operation, const ControlWords& words) {
    if (file.index == Table::kRoot)
        return vfs::control_plain_file(operation, words);
    const Entry* entry = TRY(table_.get(file.index));
    if (!entry->server)
        return vfs::control_plain_file(operation, words);
    const auto answer = TRY(ask(*entry, Request::control, operation, words));
    return ControlWords{answer[0], answer[1], answer[2]};
}

} // namespace devfs
