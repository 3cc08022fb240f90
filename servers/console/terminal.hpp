// SPDX-License-Identifier: MIT
// One terminal: a device of the machine, a line discipline, and the programs that wait for one of them.
#pragma once

#include "fibrils/async/transfer.hpp"
#include "servers/console/discipline.hpp"
#include "servers/console/waiters.hpp"
#include "servers/devfs/control.hpp"

#include <list>

namespace console {

using devfs::ControlWords;

class Terminal {
  public:
    /// Opens device `number` and listens to it. Errors: permission, no_device.
    abi::Result<void> open(uint32_t number);

    /// As of devfs::Device. A read waits for input; readers are served in the order in which they came.
    abi::Result<size_t> read(async::Transfer& transfer);
    abi::Result<size_t> write(async::Transfer& transfer);
    /// protocol::Control, and what every file understands.
    abi::Result<ControlWords> control(uint64_t operation, const ControlWords& words);

  private:
    struct Size {
        uint32_t columns = 80;
        uint32_t rows = 24;
        uint64_t changes = 0;
    };
    /// A task that waits for an interrupt or a new size.
    struct StateWaiter {
        abi::TaskId task;    // 0: unknown
        bool called = false; // to come back to it
    };
    using StateWaiters = std::list<StateWaiter>;
    static void on_input(const abi::Message& message, void* terminal);
    static void on_state(const abi::Message& message, void* terminal);

    void take_input();
    void finish(Effects& effects);
    void display(std::string_view bytes);
    void resize(uint32_t columns, uint32_t rows);
    void call_interrupted();

    void wait_for_input(size_t wanted);
    bool raw_input_is_due(size_t wanted, uint64_t waiting_since, uint64_t& deadline) const;
    bool is_canonical() const;
    ControlWords size_words() const { return {size_.columns, size_.rows, size_.changes}; }
    abi::Result<ControlWords> set_attributes(const ControlWords& words, bool flush);
    void wait_for_call(StateWaiters& waiters, abi::TaskId task, const char* what);
    abi::Result<ControlWords> wait_size(uint64_t known_changes, abi::TaskId task);
    abi::Result<ControlWords> wait_interrupt(uint64_t known_count, abi::TaskId task);
    abi::Result<ControlWords> poll(uint64_t events, uint64_t timeout);

    abi::Handle device_ = abi::kNoHandle;
    uint32_t number_ = 0;
    Discipline discipline_;
    Size size_;
    bool opened_ = false;
    uint64_t interrupts_ = 0;
    uint64_t last_input_ = 0; // fibril::now() of it

    std::list<uint64_t> readers_; // in the order in which they came
    uint64_t next_reader_ = 0;
    StateWaiters interrupt_waiters_; // the newest is the last
    StateWaiters size_waiters_;
    Waiters input_changed_;
    Waiters state_changed_;
};

} // namespace console
