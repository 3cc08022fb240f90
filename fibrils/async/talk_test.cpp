// SPDX-License-Identifier: MIT
// The two code examples of the talk, line for line, between a client, a vfs and a file system of this test.
#include "fibrils/async/talk.hpp"

#include "fibrils/async/session.hpp"
#include "fibrils/testing/fake_kernel.hpp"

#include <gtest/gtest.h>

namespace {

using phone_t = abi::Handle;

constexpr sysarg_t VFS_IN_MOUNT = IPC_FIRST_USER_METHOD;
constexpr sysarg_t VFS_IN_READ = IPC_FIRST_USER_METHOD + 1;
constexpr sysarg_t VFS_OUT_READ = IPC_FIRST_USER_METHOD + 2;
constexpr sysarg_t VFS_OUT_WRITE = IPC_FIRST_USER_METHOD + 3;

struct node_t {
    sysarg_t dev_handle = 4;
    sysarg_t index = 5;
    fibril_rwlock_t contents_rwlock;
};
struct file_t {
    node_t* node;
    sysarg_t pos = 6;
};

phone_t open(abi::InterfaceId interface, async::ConnectionHandler handler, void* data = nullptr) {
    async::set_handler(interface, handler, data);
    return *async::connect_me_to(fake::make_phone(0), interface);
}

void mount_server(async::Connection&, async::Call opening, void* data) {
    auto& seen = *static_cast<std::string*>(data);
    async::accept(opening);
    ipc_call_t call;
    ipc_callid_t rid = async_get_call(&call);
    EXPECT_EQ(IPC_GET_IMETHOD(call), VFS_IN_MOUNT);
    for (int part = 0; part < 3; part++) {
        ipc_callid_t callid;
        size_t size;
        ASSERT_TRUE(async_data_write_receive(&callid, &size));
        char buffer[32] = {};
        EXPECT_EQ(async_data_write_finalize(callid, buffer, size), EOK);
        seen += std::string(buffer) + " ";
    }
    ipc_call_t ping;
    ipc_callid_t callid = async_get_call(&ping);
    EXPECT_EQ(IPC_GET_IMETHOD(ping), IPC_M_PING);
    ipc_answer_0(callid, EOK);
    ipc_answer_0(rid, IPC_GET_ARG1(call) == 3 ? EOK : EINVAL);
}

// clang-format off
int mount(phone_t vfs_phone, sysarg_t dev_handle, sysarg_t flags, const char* mpa, const char* opts,
          const char* fs_name) {
    size_t mpa_size = str_size(mpa);
    aid_t req;
    sysarg_t rc;
    req = async_send_2(vfs_phone, VFS_IN_MOUNT, dev_handle, flags, NULL);
    rc = async_data_write_start(vfs_phone, (void *) mpa, mpa_size);
    if (rc != EOK) {
        async_wait_for(req, NULL);
        return (int) rc;
    }
    rc = async_data_write_start(vfs_phone, (void *) opts, str_size(opts));
    if (rc != EOK) {
        async_wait_for(req, NULL);
        return (int) rc;
    }
    rc = async_data_write_start(vfs_phone, (void *) fs_name, str_size(fs_name));
    if (rc != EOK) {
        async_wait_for(req, NULL);
        return (int) rc;
    }
    /* Ask VFS whether it likes fs_name. */
    rc = async_req_0_0(vfs_phone, IPC_M_PING);
    if (rc != EOK) {
        async_wait_for(req, NULL);
        return (int) rc;
    }
    async_wait_for(req, &rc);
    return (int) rc;
}
// clang-format on

TEST(Talk, mounting_a_file_system_reads_as_on_the_slide) {
    static std::string seen;
    fake::run([] {
        phone_t vfs_phone = open(10, mount_server, &seen);
        EXPECT_EQ(mount(vfs_phone, 3, 0, "/mnt", "rw", "tmpfs"), EOK);
        EXPECT_EQ(seen, "/mnt rw tmpfs ");
    });
}

void file_system(async::Connection&, async::Call opening, void*) {
    async::accept(opening);
    ipc_call_t call;
    ipc_callid_t rid = async_get_call(&call);
    EXPECT_EQ(IPC_GET_IMETHOD(call), VFS_OUT_READ);
    EXPECT_EQ(IPC_GET_ARG3(call), 6u);
    ipc_callid_t callid;
    size_t size;
    ASSERT_TRUE(async_data_read_receive(&callid, &size));
    EXPECT_EQ(async_data_read_finalize(callid, "contents", 8), EOK);
    ipc_answer_1(rid, EOK, 8);
}

// clang-format off
void vfs_rdwr(phone_t fs_phone, ipc_callid_t rid, file_t *file, bool read) {
    ipc_callid_t callid;
    ipc_call_t answer;
    aid_t msg;
    int rc;
    bool res;
    if (read)
        res = async_data_read_receive(&callid, NULL);
    else
        res = async_data_write_receive(&callid, NULL);
    ASSERT_TRUE(res);
    if (read)
        fibril_rwlock_read_lock(&file->node->contents_rwlock);
    else
        fibril_rwlock_write_lock(&file->node->contents_rwlock);
    msg = async_send_3(fs_phone, read ? VFS_OUT_READ : VFS_OUT_WRITE,
        file->node->dev_handle, file->node->index, file->pos, &answer);
    ipc_forward_fast(callid, fs_phone, 0, 0, 0, IPC_FF_ROUTE_FROM_ME);
    async_wait_for(msg, &rc);
    if (read)
        fibril_rwlock_read_unlock(&file->node->contents_rwlock);
    else
        fibril_rwlock_write_unlock(&file->node->contents_rwlock);
    size_t bytes = IPC_GET_ARG1(answer);
    ipc_answer_1(rid, rc, bytes);
}
// clang-format on

TEST(Talk, reading_with_forward_reads_as_on_the_slide) {
    static phone_t fs_phone;
    fake::run([] {
        fs_phone = open(11, file_system);
        phone_t vfs_phone = open(12, [](async::Connection&, async::Call opening, void*) {
            async::accept(opening);
            node_t node;
            file_t file{&node};
            ipc_call_t call;
            ipc_callid_t rid = async_get_call(&call);
            vfs_rdwr(fs_phone, rid, &file, true);
        });
        char buffer[16] = {};
        sysarg_t bytes = 0;
        sysarg_t rc = EIO;
        ipc_call_t answer;
        aid_t req = async_send_1(vfs_phone, VFS_IN_READ, 1, &answer);
        EXPECT_EQ(async_data_read_start(vfs_phone, buffer, sizeof buffer), EOK);
        async_wait_for(req, &rc);
        bytes = IPC_GET_ARG1(answer);
        EXPECT_EQ(rc, sysarg_t(EOK));
        EXPECT_EQ(bytes, 8u);
        EXPECT_STREQ(buffer, "contents");
    });
}

TEST(Talk, requests_store_results_and_skip_NULL_places) {
    fake::run([] {
        phone_t phone = open(13, [](async::Connection&, async::Call opening, void*) {
            async::accept(opening);
            ipc_call_t call;
            ipc_callid_t callid;
            while ((callid = async_get_call(&call)) != abi::kNoHandle)
                ipc_answer_3(callid, EOK, IPC_GET_ARG1(call), IPC_GET_ARG2(call), 3);
        });
        sysarg_t first = 0;
        sysarg_t third = 0;
        EXPECT_EQ(async_req_2_3(phone, IPC_FIRST_USER_METHOD, 1, 2, &first, NULL, &third), EOK);
        EXPECT_EQ(first, 1u);
        EXPECT_EQ(third, 3u);
        async_forget(async_send_0(phone, IPC_FIRST_USER_METHOD, NULL));
        EXPECT_EQ(async_req_0_0(4711, IPC_FIRST_USER_METHOD), ENOENT);
        async::hang_up(phone);
    });
}

TEST(Talk, wait_timeout_leaves_the_message_waitable) {
    fake::run([] {
        phone_t phone = open(14, [](async::Connection&, async::Call opening, void*) {
            async::accept(opening);
            ipc_call_t call;
            ipc_callid_t callid = async_get_call(&call);
            fibril::sleep(100);
            ipc_answer_0(callid, EBUSY);
        });
        int rc = EOK;
        aid_t message = async_send_0(phone, IPC_FIRST_USER_METHOD, NULL);
        EXPECT_EQ(async_wait_timeout(message, &rc, 10), ETIMEOUT);
        EXPECT_EQ(async_wait_timeout(message, &rc, 1000), EOK);
        EXPECT_EQ(rc, EBUSY);
    });
}

} // namespace
