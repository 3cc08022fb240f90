// SPDX-License-Identifier: MIT
// A task as a unit test plays it: every system call is a method, made as that task.
#pragma once

#include "kernel/abi/syscall.hpp"
#include "kernel/arch/host/simulated_machine.hpp"
#include "kernel/kernel.hpp"
#include "kernel/syscall/table.hpp"

#include <cstring>
#include <string>
#include <string_view>

namespace kernel::host {

/// The error in the result of a system call; ok when it succeeded.
inline abi::Error error_of(int64_t result) {
    return result < 0 ? static_cast<abi::Error>(-result) : abi::Error::ok;
}
/// The error in an answer.
inline abi::Error error_of(const abi::Message& answer) {
    return static_cast<abi::Error>(answer.words[0]);
}

class TestTask {
  public:
    /// `task` is alive; the test says kill() or lets the fixture end it.
    explicit TestTask(Task& task) : task_(&task), id_(task.id) {}

    Task& task() const { return *task_; }
    abi::TaskId id() const { return id_; }
    bool alive() const { return task_->id == id_; }

    /// Each system call by its name, as this task.
#define SYSTEM_CALL_METHOD(name, arguments)                                                                  \
    template<typename... Values>                                                                             \
    int64_t name(Values... values) const {                                                                   \
        As as(*task_);                                                                                       \
        return sys_##name(values...);                                                                        \
    }
    SWITCHBOARD_SYSCALLS(SYSTEM_CALL_METHOD)
#undef SYSTEM_CALL_METHOD

    int64_t send(abi::Handle phone, uint64_t method, uint64_t a1 = 0, uint64_t a2 = 0, uint64_t a3 = 0,
                 uint64_t a4 = 0, uint64_t a5 = 0) const {
        return ipc_call(phone, method, a1, a2, a3, a4, a5, uint64_t(0), 0u);
    }
    int64_t send(abi::Handle phone, abi::SystemMethod method, uint64_t a1 = 0, uint64_t a2 = 0,
                 uint64_t a3 = 0, uint64_t a4 = 0, uint64_t a5 = 0) const {
        return send(phone, static_cast<uint64_t>(method), a1, a2, a3, a4, a5);
    }
    /// With a cookie, for tests that match answers to calls.
    int64_t send_marked(abi::Handle phone, uint64_t method, uint64_t cookie, uint32_t parent = 0) const {
        return ipc_call(phone, method, 0u, 0u, 0u, 0u, 0u, cookie, parent);
    }
    int64_t answer(const abi::Message& call, abi::Error error = abi::Error::ok, uint64_t a1 = 0,
                   uint64_t a2 = 0, uint64_t a3 = 0, uint64_t a4 = 0, uint64_t a5 = 0) const {
        return ipc_answer(call.call, static_cast<uint64_t>(error), a1, a2, a3, a4, a5);
    }
    int64_t forward(const abi::Message& call, abi::Handle phone, uint64_t method = 0, uint64_t a1 = 0,
                    uint64_t a2 = 0, uint64_t a3 = 0, abi::ForwardMode mode = abi::ForwardMode::none) const {
        return ipc_forward(call.call, phone, method, a1, a2, a3, static_cast<uint32_t>(mode));
    }

    /// The next message; kind none when there is none. Never waits.
    abi::Message receive() const {
        As as(*task_);
        abi::Message message;
        task_->box.take(message);
        return message;
    }

    void store(uint64_t address, std::string_view bytes) const {
        std::memcpy(&machine().spaces[task_->slot].memory.at(address), bytes.data(), bytes.size());
    }
    std::string load(uint64_t address, size_t size) const {
        return {&machine().spaces[task_->slot].memory.at(address), size};
    }

    /// Ends at once, as by a kill from outside.
    void kill() const {
        destroy_task(*task_, {abi::TaskState::killed, 0, 0});
    }

  private:
    struct As {
        explicit As(Task& task) { kernel().scheduler.set_current(&task); }
        ~As() { kernel().scheduler.set_current(nullptr); }
    };

    Task* task_;
    abi::TaskId id_;
};

} // namespace kernel::host
