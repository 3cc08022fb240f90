// SPDX-License-Identifier: MIT
// One terminal: a line, a line discipline, and the programs that wait for one of them.
#pragma once

#include "fibrils/async/attachment.hpp"
#include "servers/console/device_line.hpp"
#include "servers/console/discipline.hpp"
#include "servers/console/driver_line.hpp"
#include "servers/console/waiters.hpp"
#include "servers/devfs/control.hpp"

#include <list>

namespace console {

using devfs::ControlWords;

class Terminal : private LineListener {
  public:
    /// Its line is device `number` of the machine, or whatever driver attaches where terminals are no
    /// devices. Error: permission.
    abi::Result<void> open(uint32_t number);
    /// The line for drivers; null if it is a device.
    DriverLine* driver_line() { return line_ == &driver_line_ ? &driver_line_ : nullptr; }
    /// As the line says; 0 0: not known.
    void resized(uint32_t columns, uint32_t rows) override;
    void opened() override;

    /// As of devfs::Device. A read waits for input; readers are served in the order in which they came.
    abi::Result<size_t> read(async::OutData& data);
    abi::Result<size_t> write(async::InData& data);
    /// ConsoleMethod, and what every file understands.
    abi::Result<ControlWords> control(uint64_t operation, const ControlWords& words);
    /// Some client has hung up: its requests end with hung_up. Does not block.
    void client_hung_up();

  private:
    /// A task that waits for an interrupt or a new size.
    struct StateWaiter {
        abi::TaskId task;    // 0: unknown
        bool called = false; // to come back to it
    };
    using StateWaiters = std::list<StateWaiter>;
    void input_arrived() override { take_input(); }
    void take_input();
    void finish(Effects& effects);
    void call_interrupted();

    abi::Result<void> wait_for_input(size_t wanted);
    bool raw_input_is_due(size_t wanted, uint64_t waiting_since, uint64_t& deadline) const;
    bool is_canonical() const;
    ControlWords size_words() const { return control_words(size_); }
    abi::Result<ControlWords> set_attributes(const ControlWords& words, bool flush);
    void wait_for_call(StateWaiters& waiters, abi::TaskId task, const char* what);
    abi::Result<ControlWords> wait_size(uint64_t known_changes, abi::TaskId task);
    abi::Result<ControlWords> wait_interrupt(uint64_t known_count, abi::TaskId task);
    abi::Result<ControlWords> poll(uint64_t events, uint64_t timeout);

    DeviceLine device_line_;
    DriverLine driver_line_{*this};
    Line* line_ = nullptr;
    Discipline discipline_;
    Size size_{80, 24, 0};
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
