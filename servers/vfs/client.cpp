// SPDX-License-Identifier: MIT
#include "servers/vfs/client.hpp"

#include "fibrils/arch/syscall.hpp"
#include "servers/naming/client.hpp"

namespace vfs {

Client::Client(Handle phone) {
    if (phone != abi::kNoHandle)
        session_ = VfsClient(phone, kVfsConnectSamePhone);
}

Client& Client::own() {
    // Never destroyed: files may be used until the very end of the program.
    static Client* client =
        new Client(sys_handle_query(abi::kFilesHandle) >= 0 ? abi::kFilesHandle : abi::kNoHandle);
    return *client;
}

Result<Handle> Client::connect() {
    return naming::connect(kVfsInterface, true);
}

Result<VfsClient*> Client::session() {
    if (!session_.connected())
        return Error::bad_file;
    return &session_;
}

Result<int> Client::open(std::string_view path, uint64_t flags, uint32_t mode, uint64_t base) {
    return int(TRY(TRY(session())->open(base, uint16_t(mode), OpenFlags(flags), path)));
}

Result<void> Client::close(int descriptor) {
    return TRY(session())->close(uint32_t(descriptor));
}

Result<uint64_t> Client::seek(int descriptor, int64_t offset, Whence whence) {
    if (!is_valid(whence))
        return Error::invalid;
    return TRY(session())->seek(uint32_t(descriptor), whence, offset);
}

Result<Attributes> Client::stat(int descriptor) {
    return TRY(session())->stat(uint32_t(descriptor));
}

Result<Attributes> Client::stat(std::string_view path, bool follow, uint64_t base) {
    return TRY(session())->stat_path(base, follow ? kPathFollowLink : PathFlags(0), path);
}

Result<void> Client::truncate(int descriptor, uint64_t size) {
    return TRY(session())->truncate(uint32_t(descriptor), size);
}

Result<void> Client::sync(int descriptor) {
    return TRY(session())->sync(uint32_t(descriptor));
}

Result<int> Client::duplicate(int descriptor, int lowest) {
    return int(TRY(TRY(session())->duplicate(uint32_t(descriptor), uint32_t(lowest), false)));
}

Result<int> Client::duplicate_to(int descriptor, int number) {
    return int(TRY(TRY(session())->duplicate(uint32_t(descriptor), uint32_t(number), true)));
}

Result<PipeEnds> Client::pipe() {
    const VfsPipe ends = TRY(TRY(session())->pipe());
    return PipeEnds{int(ends.reading), int(ends.writing)};
}

Result<uint64_t> Client::flags(int descriptor) {
    return uint64_t(TRY(TRY(session())->descriptor_flags(uint32_t(descriptor), false, 0)));
}

Result<void> Client::set_append(int descriptor, bool append) {
    const OpenFlags flags = append ? kOpenAppend : OpenFlags(0);
    return TRY(session())->descriptor_flags(uint32_t(descriptor), true, flags).error();
}

Result<devfs::ControlWords> Client::control(int descriptor, uint64_t operation,
                                            const devfs::ControlWords& words) {
    return TRY(session())->control(uint32_t(descriptor), operation, words);
}

Result<uint32_t> Client::set_mask(uint64_t mask) {
    return uint32_t(TRY(TRY(session())->mask(mask)));
}

Result<Handle> Client::make_session(std::span<const DescriptorMap> descriptors) {
    VfsClient& vfs = *TRY(session());
    return vfs.connect_new_session(TRY(vfs.prepare_session(descriptors)));
}

} // namespace vfs
