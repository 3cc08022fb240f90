// SPDX-License-Identifier: MIT
// poll: one fibril waits for each descriptor; the first that is ready ends the wait.
#include "fibrils/libc/files.hpp"

#include "fibrils/fibril.hpp"

#include <cerrno>
#include <memory>
#include <poll.h>
#include <span>

using libc::files;

namespace {

uint64_t events_of(short events) {
    return (events & POLLIN ? devfs::kPollReadable : 0) | (events & POLLOUT ? devfs::kPollWritable : 0);
}

short ask(const pollfd& entry, uint64_t timeout) {
    const auto ready = files().control(entry.fd, devfs::kControlPoll, {events_of(entry.events), timeout, 0});
    if (!ready.ok())
        return ready.error() == abi::Error::bad_file ? POLLNVAL : POLLERR;
    const uint64_t events = ready.value()[0];
    return short((events & devfs::kPollReadable ? POLLIN : 0) |
                 (events & devfs::kPollWritable ? POLLOUT : 0) | (events & devfs::kPollHangUp ? POLLHUP : 0));
}

int ask_all(std::span<pollfd> entries) {
    int ready = 0;
    for (pollfd& entry : entries) {
        entry.revents = entry.fd < 0 ? short(0) : ask(entry, 0);
        ready += entry.revents != 0;
    }
    return ready;
}

// A wait in the file system cannot be cancelled. So that fibrils of earlier polls do not add up, each waits
// in slices and looks between them whether anybody still wants to know.
constexpr uint64_t kSlice = 200000; // microseconds

/// Shared by poll and its fibrils, which may outlive it.
struct Wait {
    fibril::Event first;
    uint64_t deadline; // fibril::now() scale
    bool over = false;
};

void wait_for(const pollfd& entry, Wait& wait) {
    while (!wait.over) {
        const uint64_t now = fibril::now();
        if (now >= wait.deadline || ask(entry, std::min(kSlice, wait.deadline - now)) != 0)
            break;
    }
    wait.first.notify();
}

void wait_for_any(std::span<pollfd> entries, uint64_t timeout) {
    auto wait = std::make_shared<Wait>();
    wait->deadline = timeout == devfs::kNoTimeout ? ~uint64_t(0) : fibril::now() + timeout;
    for (const pollfd& entry : entries) {
        if (entry.fd < 0)
            continue;
        auto waiting = fibril::spawn({.name = "poll"}, [entry, wait] { wait_for(entry, *wait); });
        if (waiting.ok())
            (void)fibril::detach(waiting.value());
    }
    if (timeout == devfs::kNoTimeout)
        wait->first.wait("poll");
    else
        (void)wait->first.wait_until(wait->deadline, "poll");
    wait->over = true;
}

} // namespace

extern "C" long __syscall_poll(long address, long count, long timeout) {
    const std::span<pollfd> entries(reinterpret_cast<pollfd*>(address), size_t(count));
    int ready = ask_all(entries);
    if (ready != 0 || timeout == 0)
        return ready;
    const uint64_t microseconds = timeout < 0 ? devfs::kNoTimeout : uint64_t(timeout) * 1000;
    if (count == 0) {
        fibril::sleep(microseconds);
        return 0;
    }
    if (count == 1 && entries[0].fd >= 0) {
        entries[0].revents = ask(entries[0], microseconds);
        return entries[0].revents != 0;
    }
    wait_for_any(entries, microseconds);
    return ask_all(entries);
}
