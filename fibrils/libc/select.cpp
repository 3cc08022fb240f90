// SPDX-License-Identifier: MIT
// select, by poll.
#include <cerrno>
#include <poll.h>
#include <sys/select.h>
#include <vector>

namespace {

void collect(int fd, const fd_set* set, short event, pollfd& entry) {
    if (set && FD_ISSET(fd, set)) {
        entry.fd = fd;
        entry.events |= event;
    }
}

int keep(const pollfd& entry, fd_set* set, short events) {
    if (!set || !FD_ISSET(entry.fd, set))
        return 0;
    if (entry.revents & events)
        return 1;
    FD_CLR(entry.fd, set);
    return 0;
}

} // namespace

extern "C" int select(int count, fd_set* reading, fd_set* writing, fd_set* exceptions, timeval* timeout) {
    if (count < 0 || count > FD_SETSIZE) {
        errno = EINVAL;
        return -1;
    }
    std::vector<pollfd> entries;
    for (int fd = 0; fd < count; fd++) {
        pollfd entry{.fd = -1, .events = 0, .revents = 0};
        collect(fd, reading, POLLIN, entry);
        collect(fd, writing, POLLOUT, entry);
        if (entry.fd >= 0)
            entries.push_back(entry);
    }
    const int milliseconds = timeout ? int(timeout->tv_sec * 1000 + (timeout->tv_usec + 999) / 1000) : -1;
    if (poll(entries.data(), entries.size(), milliseconds) < 0)
        return -1;
    int ready = 0;
    for (const pollfd& entry : entries) {
        if (entry.revents & POLLNVAL) {
            errno = EBADF;
            return -1;
        }
        ready += keep(entry, reading, POLLIN | POLLHUP | POLLERR) + keep(entry, writing, POLLOUT | POLLERR);
    }
    if (exceptions)
        FD_ZERO(exceptions);
    return ready;
}
