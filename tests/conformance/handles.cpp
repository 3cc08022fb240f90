// SPDX-License-Identifier: MIT
#include "fibrils/arch/syscall.hpp"
#include "tests/conformance/case.hpp"
#include "tests/conformance/peer.hpp"

using namespace conformance;
using abi::Error;

namespace {
constexpr int64_t kNoEntry = -static_cast<int64_t>(Error::no_entry);
} // namespace

CLAIM(no_guessed_number_is_a_right_to_answer) {
    for (uint32_t handle = 0; handle < 1 << 16; ++handle)
        EXPECT(sys_ipc_answer(handle, 0, 0, 0, 0, 0, 0) == kNoEntry);
    for (uint32_t handle : {0x80000000u, 0xffffffffu, 0x7fffffffu, 0x12345678u})
        EXPECT(sys_ipc_answer(handle, 0, 0, 0, 0, 0, 0) == kNoEntry);
}

CLAIM(handles_of_one_kind_are_not_taken_for_another) {
    EXPECT(sys_ipc_answer(abi::kNamingHandle, 0, 0, 0, 0, 0, 0) == kNoEntry);
    EXPECT(sys_ipc_forward(abi::kNamingHandle, abi::kNamingHandle, 1024, 0, 0, 0, 0) == kNoEntry);
    EXPECT(sys_task_kill(abi::kNamingHandle) == kNoEntry);
    EXPECT(sys_task_start(abi::kFilesHandle) == kNoEntry);
    EXPECT(sys_device_write(abi::kFilesHandle, 0, 0) == kNoEntry);
    EXPECT(sys_image_create(abi::kFilesHandle, 0, 100) == kNoEntry);
}

CLAIM(a_closed_phone_is_gone_and_its_slot_gets_a_new_name) {
    Peer peer;
    abi::Handle old = peer.connect_again();
    EXPECT_NUMBER(sys_ipc_hangup(old), 0);
    EXPECT(sys_ipc_hangup(old) == kNoEntry);
    abi::Handle fresh = peer.connect_again();
    EXPECT(fresh != old);
    EXPECT_ERROR(async::request_words(old, PeerMethod::echo).error(), Error::no_entry);
    async::hang_up(fresh);
}

CLAIM(addresses_outside_the_task_are_refused_everywhere) {
    constexpr uint64_t kBad = uint64_t(1) << 33;
    constexpr int64_t kBadMemory = -static_cast<int64_t>(Error::bad_memory);
    EXPECT(sys_log_write(kBad, 10) == kBadMemory);
    EXPECT(sys_entropy(kBad, 16) == kBadMemory);
    EXPECT(sys_area_create(kBad, 16, 3) == kBadMemory);
    EXPECT(sys_log_write(0xffffffff, 10) == kBadMemory);
    EXPECT(sys_log_write(~uint64_t(0), 10) == kBadMemory);
}

CLAIM(hardware_is_for_those_who_have_the_right_to_devices) {
    constexpr int64_t kPermission = -static_cast<int64_t>(Error::permission);
    for (uint32_t kind = 0; kind < 8; ++kind) {
        EXPECT(sys_hardware_open(abi::kSystemHandle, kind, 0x60, 1) == kPermission);
        EXPECT(sys_hardware_open(abi::kNamingHandle, kind, 0x60, 1) == kNoEntry);
    }
    EXPECT(sys_hardware_info(abi::kSystemHandle, 0, 0) == kPermission);
    EXPECT(sys_clock_set(abi::kSystemHandle, 0) == kPermission);
    EXPECT(sys_port_read(abi::kSystemHandle, 0, 1) == kNoEntry);
    EXPECT(sys_memory_map(abi::kFilesHandle, 0) == kNoEntry);
}
