// SPDX-License-Identifier: MIT
#include "servers/console/terminal.hpp"

#include "fibrils/arch/syscall.hpp"
#include "kernel/abi/system.hpp"
#include "servers/console/output.hpp"

#include <algorithm>
#include <vector>

namespace console {

using abi::DeviceControl;
using abi::DeviceState;
using abi::Error;
using fibril::address_of;
using fibril::error_of;
using protocol::Control;

namespace {

constexpr size_t kInputPiece = 4096;    // bytes taken from the device at once
constexpr uint64_t kTenth = 100 * 1000; // microseconds; the unit of VTIME

uint64_t poll_deadline(uint64_t timeout) {
    return timeout == devfs::kNoTimeout ? Waiters::kNever : fibril::now() + timeout;
}

std::vector<abi::TaskId> living_tasks() {
    std::vector<abi::TaskInfo> tasks(abi::kMaxTasks);
    const int64_t count = sys_system_tasks(abi::kSystemHandle, address_of(tasks.data()), tasks.size());
    std::vector<abi::TaskId> living{0}; // an unknown task may live
    for (int64_t i = 0; i < count; i++)
        living.push_back(tasks[size_t(i)].id);
    return living;
}

bool contains(const std::vector<abi::TaskId>& tasks, abi::TaskId task) {
    return std::find(tasks.begin(), tasks.end(), task) != tasks.end();
}

} // namespace

abi::Result<void> Terminal::open(uint32_t number) {
    const int64_t device = sys_device_open(abi::kSystemHandle, number);
    if (device < 0)
        return error_of(device);
    device_ = abi::Handle(device);
    number_ = number;
    opened_ = number == 0;
    const int64_t size = sys_device_control(device_, uint32_t(DeviceControl::terminal_size), 0);
    if (size > 0)
        size_ = {uint32_t(size) >> 16, uint32_t(size) & 0xffff, 0};
    TRY(async::subscribe(device_, abi::Event::device_state, on_state, this));
    return async::subscribe(device_, abi::Event::device_input, on_input, this);
}

void Terminal::on_input(const abi::Message&, void* terminal) {
    static_cast<Terminal*>(terminal)->take_input();
}

void Terminal::on_state(const abi::Message& message, void* terminal) {
    auto& self = *static_cast<Terminal*>(terminal);
    if (message.words[2] == uint64_t(DeviceState::resized))
        self.resize(uint32_t(message.words[3]), uint32_t(message.words[4]));
    else if (message.words[2] == uint64_t(DeviceState::opened))
        self.opened_ = true;
    self.state_changed_.wake_all();
}

void Terminal::resize(uint32_t columns, uint32_t rows) {
    if (columns == size_.columns && rows == size_.rows)
        return;
    size_ = {columns, rows, size_.changes + 1};
    for (StateWaiter& waiter : size_waiters_)
        waiter.called = true;
}

// Takes no more than the discipline can hold: the rest waits in the device, and with it whoever types.
void Terminal::take_input() {
    Effects effects;
    char piece[kInputPiece];
    for (;;) {
        const size_t room = std::min(discipline_.room(), sizeof(piece));
        const int64_t size = room == 0 ? 0 : sys_device_read(device_, address_of(piece), room);
        if (size <= 0)
            break;
        discipline_.input({piece, size_t(size)}, effects);
        last_input_ = fibril::now();
    }
    finish(effects);
}

void Terminal::finish(Effects& effects) {
    display(effects.echo);
    if (effects.interrupts > 0) {
        interrupts_ += effects.interrupts;
        call_interrupted();
        state_changed_.wake_all();
    }
    input_changed_.wake_all();
}

void Terminal::display(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::string_view piece = bytes.substr(0, abi::kMaxTransfer);
        sys_device_write(device_, address_of(piece.data()), piece.size());
        bytes.remove_prefix(piece.size());
    }
}

abi::Result<size_t> Terminal::write(async::Transfer& transfer) {
    std::string bytes(transfer.size, '\0');
    TRY(async::data_write_finalize(transfer, bytes.data(), bytes.size()));
    display(process_output(bytes, discipline_.attributes()));
    return bytes.size();
}

abi::Result<size_t> Terminal::read(async::Transfer& transfer) {
    if (transfer.size == 0) {
        TRY(async::data_read_finalize(transfer, nullptr, 0));
        return size_t(0);
    }
    const auto place = readers_.insert(readers_.end(), next_reader_++);
    while (readers_.front() != *place)
        (void)input_changed_.wait("turn to read the terminal");
    wait_for_input(transfer.size);
    const std::string bytes = discipline_.peek(std::min<size_t>(transfer.size, abi::kMaxTransfer));
    const auto given = async::data_read_finalize(transfer, bytes.data(), bytes.size());
    readers_.erase(place);
    Effects effects;
    if (given.ok()) // otherwise the reader has died, and the bytes are for the next one
        discipline_.consume(bytes.size(), effects);
    finish(effects);
    take_input();
    TRY(given);
    return bytes.size();
}

bool Terminal::is_canonical() const {
    return (discipline_.attributes().local & protocol::kCanonical) != 0;
}

void Terminal::wait_for_input(size_t wanted) {
    const uint64_t since = fibril::now();
    for (;;) {
        uint64_t deadline = Waiters::kNever;
        const bool due = is_canonical() ? discipline_.readable() : raw_input_is_due(wanted, since, deadline);
        if (due)
            return;
        (void)input_changed_.wait("terminal input", deadline);
    }
}

// The four cases of VMIN and VTIME; `deadline` is set when time alone can make the read due.
bool Terminal::raw_input_is_due(size_t wanted, uint64_t waiting_since, uint64_t& deadline) const {
    const auto& attributes = discipline_.attributes();
    const size_t available = discipline_.available();
    const uint64_t patience = attributes.time * kTenth;
    if (attributes.minimum == 0) {
        if (available > 0 || patience == 0)
            return true;
        deadline = waiting_since + patience;
    } else {
        if (available >= std::min<size_t>(attributes.minimum, wanted))
            return true;
        if (available == 0 || patience == 0)
            return false;
        deadline = std::max(last_input_, waiting_since) + patience;
    }
    return fibril::now() >= deadline;
}

abi::Result<ControlWords> Terminal::control(uint64_t operation, const ControlWords& words) {
    switch (operation) {
    case devfs::kControlPoll:
        return poll(words[0], words[1]);
    case devfs::kControlIsTerminal:
        return ControlWords{1};
    case uint64_t(Control::get_attributes): {
        const auto packed = pack(discipline_.attributes());
        return ControlWords{packed.word[0], packed.word[1], packed.word[2]};
    }
    case uint64_t(Control::set_attributes):
        return set_attributes(words, false);
    case uint64_t(Control::set_attributes_flush):
        return set_attributes(words, true);
    case uint64_t(Control::get_size):
        return size_words();
    case uint64_t(Control::wait_size):
        return wait_size(words[0], abi::TaskId(words[1]));
    case uint64_t(Control::wait_interrupt):
        return wait_interrupt(words[0], abi::TaskId(words[1]));
    case uint64_t(Control::flush_input):
        discipline_.flush();
        take_input();
        return ControlWords{};
    case uint64_t(Control::wait_opened):
        while (!opened_)
            (void)state_changed_.wait("somebody to look at the terminal");
        return ControlWords{};
    default:
        return Error::not_supported;
    }
}

abi::Result<ControlWords> Terminal::set_attributes(const ControlWords& words, bool flush) {
    Effects effects;
    if (flush)
        discipline_.flush();
    discipline_.set_attributes(protocol::unpack({{words[0], words[1], words[2]}}), effects);
    finish(effects);
    take_input();
    return ControlWords{};
}

// Waiters whose tasks have died are called back as well, so that they do not add up: nobody hears their
// answers.
void Terminal::wait_for_call(StateWaiters& waiters, abi::TaskId task, const char* what) {
    const auto living = living_tasks();
    for (StateWaiter& waiter : waiters)
        waiter.called = waiter.called || !contains(living, waiter.task);
    state_changed_.wake_all();
    const auto place = waiters.insert(waiters.end(), {task});
    while (!place->called)
        (void)state_changed_.wait(what);
    waiters.erase(place);
}

abi::Result<ControlWords> Terminal::wait_size(uint64_t known_changes, abi::TaskId task) {
    if (size_.changes == known_changes)
        wait_for_call(size_waiters_, task, "a new terminal size");
    return size_words();
}

abi::Result<ControlWords> Terminal::wait_interrupt(uint64_t known_count, abi::TaskId task) {
    if (interrupts_ == known_count)
        wait_for_call(interrupt_waiters_, task, "an interrupt character");
    return ControlWords{interrupts_};
}

// The shell that runs in another shell gets the interrupt, not both.
void Terminal::call_interrupted() {
    const auto living = living_tasks();
    for (auto waiter = interrupt_waiters_.rbegin(); waiter != interrupt_waiters_.rend(); ++waiter) {
        if (waiter->called || !contains(living, waiter->task))
            continue;
        waiter->called = true;
        return;
    }
}

abi::Result<ControlWords> Terminal::poll(uint64_t events, uint64_t timeout) {
    const uint64_t deadline = poll_deadline(timeout);
    for (;;) {
        const uint64_t ready =
            events & (devfs::kPollWritable | (discipline_.readable() ? uint64_t(devfs::kPollReadable) : 0));
        if (ready != 0 || fibril::now() >= deadline)
            return ControlWords{ready};
        (void)input_changed_.wait("terminal input", deadline);
    }
}

} // namespace console
