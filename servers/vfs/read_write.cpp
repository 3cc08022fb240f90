// SPDX-License-Identifier: MIT
// The second program of the talk: how VFS reads and writes. The bytes do not pass through here; the data call
// of the client is forwarded, and the file system answers it. (Between the lines of the slide stands what it
// leaves out.)
#include "servers/vfs/read_write.hpp"

#include "fibrils/async/answer_error.hpp"
#include "fibrils/async/talk.hpp"

namespace vfs {

namespace {

constexpr sysarg_t VFS_OUT_READ = sysarg_t(FsMethod::read);
constexpr sysarg_t VFS_OUT_WRITE = sysarg_t(FsMethod::write);

// Readers and writers of a pipe or a terminal wait for each other: there the lock is not taken.
void fibril_rwlock_read_lock(ContentsLock* contents) {
    if (!contents->concurrent)
        contents->lock.read_lock();
}

void fibril_rwlock_write_lock(ContentsLock* contents) {
    if (!contents->concurrent)
        contents->lock.write_lock();
}

void fibril_rwlock_read_unlock(ContentsLock* contents) {
    if (!contents->concurrent)
        contents->lock.read_unlock();
}

void fibril_rwlock_write_unlock(ContentsLock* contents) {
    if (!contents->concurrent)
        contents->lock.write_unlock();
}

} // namespace

void read_write(ipc_callid_t rid, Cursor* file, bool read) {
    bool res;
    ipc_callid_t callid;
    aid_t msg;
    ipc_call_t answer;
    int rc;
    async::Exchange fs_phone(file->node->mount->driver->fs_session());

    // clang-format off
    if (read)
        res = async_data_read_receive(&callid, NULL);
    else
        res = async_data_write_receive(&callid, NULL);

    if (!res) {
        ipc_answer_0(callid, EINVAL);
        ipc_answer_0(rid, EINVAL);
        return;
    }

    if (read)
        fibril_rwlock_read_lock(&file->node->contents_rwlock);
    else
        fibril_rwlock_write_lock(&file->node->contents_rwlock);

    msg = async_send_3(fs_phone, read ? VFS_OUT_READ : VFS_OUT_WRITE,
        file->node->dev_handle, file->node->index, file->pos, &answer);
    ipc_forward_fast(callid, fs_phone, 0, 0, 0, IPC_FF_ROUTE_FROM_ME);
    async_wait_for(msg, &rc);

    sysarg_t bytes = rc == EOK ? IPC_GET_ARG1(answer) : 0;
    if (rc == EOK) // a write that appends learns here where it went
        file->pos = read ? file->pos + bytes : IPC_GET_ARG2(answer);

    if (read)
        fibril_rwlock_read_unlock(&file->node->contents_rwlock);
    else
        fibril_rwlock_write_unlock(&file->node->contents_rwlock);

    rc = int(async::answer_error(Error(rc)));
    ipc_answer_1(rid, rc, bytes);
    // clang-format on
}

} // namespace vfs
