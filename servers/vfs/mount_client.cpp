// SPDX-License-Identifier: MIT
// The first program of the talk: a task mounts a file system. One request, three texts that VFS takes while
// it works on the request, one question in the middle, and at the end the answer of the request.
#include "fibrils/async/talk.hpp"
#include "servers/vfs/client.hpp"

namespace vfs {

namespace {

constexpr sysarg_t VFS_IN_MOUNT = sysarg_t(VfsMethod::mount);

int mount(Handle vfs_phone, sysarg_t dev_handle, sysarg_t flags, const char* mpa, size_t mpa_size,
          const char* opts, const char* fs_name) {
    aid_t req;
    int rc;
    int rc_orig;

    // clang-format off
    req = async_send_2(vfs_phone, VFS_IN_MOUNT, dev_handle, flags, NULL);
    rc = async_data_write_start(vfs_phone, (void *) mpa, mpa_size);
    if (rc != EOK) {
        async_wait_for(req, &rc_orig);
        return rc_orig == EOK ? rc : rc_orig;
    }
    rc = async_data_write_start(vfs_phone, (void *) opts, str_size(opts));
    if (rc != EOK) {
        async_wait_for(req, &rc_orig);
        return rc_orig == EOK ? rc : rc_orig;
    }
    rc = async_data_write_start(vfs_phone, (void *) fs_name, str_size(fs_name));
    if (rc != EOK) {
        async_wait_for(req, &rc_orig);
        return rc_orig == EOK ? rc : rc_orig;
    }
    /* Ask VFS whether it likes fs_name. */
    rc = async_req_0_0(vfs_phone, IPC_M_PING);
    if (rc != EOK) {
        async_wait_for(req, &rc_orig);
        return rc_orig == EOK ? rc : rc_orig;
    }
    async_wait_for(req, &rc);
    // clang-format on
    return rc;
}

} // namespace

Result<void> Client::mount(std::string_view point, std::string_view file_system, std::string_view options,
                           uint64_t flags) {
    // The kernel would refuse a larger transfer, and VFS would wait for it for ever.
    if (point.size() > kMaxPath || options.size() > kMaxOptions)
        return Error::name_too_long;
    if (file_system.size() > kMaxFileSystemName)
        return Error::no_file_system;
    async::Session& session = *TRY(this->session());
    const std::string opts(options), fs_name(file_system);
    async::Exchange vfs_phone(session);
    constexpr sysarg_t kFreshDevice = 0;
    return Error(vfs::mount(vfs_phone, kFreshDevice, flags, point.data(), point.size(), opts.c_str(),
                            fs_name.c_str()));
}

Result<void> Client::unmount(std::string_view point) {
    return TRY(session())->unmount(point);
}

} // namespace vfs
