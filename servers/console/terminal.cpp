// SPDX-License-Identifier: MIT
#include "servers/console/terminal.hpp"

#include "fibrils/arch/syscall.hpp"
#include "kernel/abi/system.hpp"
#include "servers/console/output.hpp"

#include <algorithm>
#include <vector>

namespace console {

using abi::Error;
using fibril::address_of;

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
    opened_ = number == 0;
    const auto device = device_line_.open(number, *this);
    if (device.error() == Error::no_device) {
        line_ = &driver_line_;
        return {};
    }
    TRY(device);
    line_ = &device_line_;
    size_.changes = 0;
    return device_line_.listen();
}

void Terminal::resized(uint32_t columns, uint32_t rows) {
    if (columns == 0 || rows == 0 || (columns == size_.columns && rows == size_.rows))
        return;
    size_ = {columns, rows, size_.changes + 1};
    for (StateWaiter& waiter : size_waiters_)
        waiter.called = true;
    state_changed_.wake_all();
}

void Terminal::opened() {
    opened_ = true;
    state_changed_.wake_all();
}

// Takes no more than the discipline can hold: the rest waits in the line, and with it whoever types.
void Terminal::take_input() {
    Effects effects;
    char piece[kInputPiece];
    for (;;) {
        const size_t room = std::min(discipline_.room(), sizeof(piece));
        const size_t size = room == 0 ? 0 : line_->read(piece, room);
        if (size == 0)
            break;
        discipline_.input({piece, size}, effects);
        last_input_ = fibril::now();
    }
    finish(effects);
}

void Terminal::finish(Effects& effects) {
    line_->write(effects.echo);
    if (effects.interrupts > 0) {
        interrupts_ += effects.interrupts;
        call_interrupted();
        state_changed_.wake_all();
    }
    input_changed_.wake_all();
}

abi::Result<size_t> Terminal::write(async::InData& data) {
    std::string bytes(data.size(), '\0');
    TRY(data.take(bytes.data(), bytes.size()));
    line_->write(process_output(bytes, discipline_.attributes()));
    line_->wait_for_room();
    return bytes.size();
}

abi::Result<size_t> Terminal::read(async::OutData& data) {
    if (data.size() == 0) {
        TRY(data.give(nullptr, 0));
        return size_t(0);
    }
    const auto place = readers_.insert(readers_.end(), next_reader_++);
    while (readers_.front() != *place && !async::client_hung_up())
        (void)input_changed_.wait("turn to read the terminal");
    const auto due = readers_.front() == *place ? wait_for_input(data.size()) : Error::hung_up;
    if (!due.ok()) {
        readers_.erase(place);
        input_changed_.wake_all(); // the next one's turn
        return due.error();
    }
    const std::string bytes = discipline_.peek(std::min<size_t>(data.size(), abi::kMaxTransfer));
    const auto given = data.give(bytes.data(), bytes.size());
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
    return (discipline_.attributes().local & kCanonical) != 0;
}

abi::Result<void> Terminal::wait_for_input(size_t wanted) {
    const uint64_t since = fibril::now();
    while (!async::client_hung_up()) {
        uint64_t deadline = Waiters::kNever;
        const bool due = is_canonical() ? discipline_.readable() : raw_input_is_due(wanted, since, deadline);
        if (due)
            return {};
        (void)input_changed_.wait("terminal input", deadline);
    }
    return Error::hung_up;
}

void Terminal::client_hung_up() {
    input_changed_.wake_all();
    state_changed_.wake_all();
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
    case uint64_t(ConsoleMethod::get_attributes):
        return control_words(discipline_.attributes());
    case uint64_t(ConsoleMethod::set_attributes):
        return set_attributes(words, false);
    case uint64_t(ConsoleMethod::set_attributes_flush):
        return set_attributes(words, true);
    case uint64_t(ConsoleMethod::get_size):
        return size_words();
    case uint64_t(ConsoleMethod::wait_size):
        return wait_size(words[0], abi::TaskId(words[1]));
    case uint64_t(ConsoleMethod::wait_interrupt):
        return wait_interrupt(words[0], abi::TaskId(words[1]));
    case uint64_t(ConsoleMethod::flush_input):
        discipline_.flush();
        take_input();
        return ControlWords{};
    case uint64_t(ConsoleMethod::wait_opened):
        while (!opened_ && !async::client_hung_up())
            (void)state_changed_.wait("somebody to look at the terminal");
        return opened_ ? abi::Result<ControlWords>(ControlWords{}) : Error::hung_up;
    default:
        return Error::not_supported;
    }
}

abi::Result<ControlWords> Terminal::set_attributes(const ControlWords& words, bool flush) {
    Effects effects;
    if (flush)
        discipline_.flush();
    discipline_.set_attributes(from_control_words<Attributes>(words), effects);
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
    while (!place->called && !async::client_hung_up())
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
        if (ready != 0 || fibril::now() >= deadline || async::client_hung_up())
            return ControlWords{ready};
        (void)input_changed_.wait("terminal input", deadline);
    }
}

} // namespace console
