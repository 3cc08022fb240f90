// SPDX-License-Identifier: MIT
#include "servers/vfs/client.hpp"

#include "fibrils/arch/syscall.hpp"
#include "servers/naming/client.hpp"
#include "servers/vfs/operation.hpp"
#include "servers/vfs/short_text.hpp"

namespace vfs {

Client::Client(Handle phone) : session_(phone, async::Style::parallel, kInterface, kSamePhone) {}

Client& Client::own() {
    // Never destroyed: files may be used until the very end of the program.
    static Client* client =
        new Client(sys_handle_query(abi::kFilesHandle) >= 0 ? abi::kFilesHandle : abi::kNoHandle);
    return *client;
}

Result<Handle> Client::connect() {
    return naming::connect(kInterface, true);
}

Result<int> Client::open(std::string_view path, uint64_t flags, uint32_t mode, uint64_t base) {
    const auto words = pack_text(path);
    Operation operation(session_, Method::open,
                        {base, flags | uint64_t(mode) << 32, words[0], words[1], words[2]});
    if (words[0] == 0)
        operation.give(path);
    return int(TRY(operation.finish())[0]);
}

Result<void> Client::close(int descriptor) {
    return Operation(session_, Method::close, {uint64_t(descriptor)}).finish().error();
}

Result<uint64_t> Client::seek(int descriptor, int64_t offset, Whence whence) {
    return TRY(Operation(session_, Method::seek, {uint64_t(descriptor), uint64_t(offset), uint64_t(whence)})
                   .finish())[0];
}

Result<Attributes> Client::stat(int descriptor) {
    return unpack_attributes(TRY(Operation(session_, Method::stat, {uint64_t(descriptor)}).finish()));
}

Result<Attributes> Client::stat(std::string_view path, bool follow, uint64_t base) {
    Operation operation(session_, Method::stat_path, {base, follow ? kFollowLink : 0});
    operation.give(path);
    return unpack_attributes(TRY(operation.finish()));
}

Result<void> Client::truncate(int descriptor, uint64_t size) {
    return Operation(session_, Method::truncate, {uint64_t(descriptor), size}).finish().error();
}

Result<void> Client::sync(int descriptor) {
    return Operation(session_, Method::sync, {uint64_t(descriptor)}).finish().error();
}

Result<int> Client::duplicate(int descriptor, int lowest) {
    return int(
        TRY(Operation(session_, Method::duplicate, {uint64_t(descriptor), uint64_t(lowest), 0}).finish())[0]);
}

Result<int> Client::duplicate_to(int descriptor, int number) {
    return int(
        TRY(Operation(session_, Method::duplicate, {uint64_t(descriptor), uint64_t(number), 1}).finish())[0]);
}

Result<PipeEnds> Client::pipe() {
    const auto ends = TRY(Operation(session_, Method::pipe, {}).finish());
    return PipeEnds{int(ends[0]), int(ends[1])};
}

Result<uint64_t> Client::flags(int descriptor) {
    return TRY(Operation(session_, Method::descriptor_flags, {uint64_t(descriptor), 0}).finish())[0];
}

Result<void> Client::set_append(int descriptor, bool append) {
    const uint64_t change = (append ? kOpenAppend : 0) + 1;
    return Operation(session_, Method::descriptor_flags, {uint64_t(descriptor), change}).finish().error();
}

Result<devfs::ControlWords> Client::control(int descriptor, uint64_t number,
                                            const devfs::ControlWords& words) {
    const auto answer =
        TRY(Operation(session_, Method::control, {uint64_t(descriptor), number, words[0], words[1], words[2]})
                .finish());
    return devfs::ControlWords{answer[0], answer[1], answer[2]};
}

Result<uint32_t> Client::set_mask(uint64_t mask) {
    return uint32_t(TRY(Operation(session_, Method::mask, {mask}).finish())[0]);
}

Result<Handle> Client::make_session(std::span<const DescriptorMap> descriptors) {
    uint64_t number;
    {
        Operation operation(session_, Method::prepare_session, {});
        operation.give(descriptors.data(), descriptors.size_bytes());
        number = TRY(operation.finish())[0];
    }
    return async::connect_me_to(session_.phone(), kInterface, kNewSession, number);
}

} // namespace vfs
