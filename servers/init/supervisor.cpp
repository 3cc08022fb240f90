// SPDX-License-Identifier: MIT
#include "servers/init/supervisor.hpp"

#include "fibrils/async/session.hpp"
#include "fibrils/lib/log.hpp"
#include "servers/driver/machine.hpp"
#include "servers/init/patience.hpp"
#include "servers/init/restarts.hpp"
#include "servers/naming/client.hpp"

namespace init {

using lib::log;

namespace {

/// A driver that has found no device.
bool is_absent(const loader::ExitStatus& status) {
    return !status.faulted && !status.killed && status.status == driver::kNotHere;
}

} // namespace

abi::Result<void> wait_until_ready(Readiness wait) {
    return do_within(kPatience, "wait for server", [wait]() -> abi::Result<void> {
        async::hang_up(TRY(naming::connect(wait.interface, true, wait.number)));
        return {};
    });
}

abi::Result<abi::TaskId> Supervisor::start(const Server& server) {
    const abi::TaskId task = TRY(launcher_.start(server.command, server.rights, {}));
    TRY(fibril::detach(
        TRY(fibril::spawn({.name = "watch server"}, [this, server, task] { watch(server, task); }))));
    return task;
}

/// Stays with a server until it stays dead, which servers do only when they may not be started again.
void Supervisor::watch(const Server& server, abi::TaskId task) {
    Restarts restarts(server.restart);
    for (;;) {
        const uint64_t start = fibril::now();
        auto status = loader::wait(task);
        if (!status.ok()) {
            log(server.name, " (task ", task, "): nobody tells whether it lives: ", status.error());
            return;
        }
        if (is_absent(*status)) {
            log(server.name, ": not on this machine");
            return;
        }
        auto pause = restarts.next(status->faulted || status->killed, fibril::now() - start);
        log(server.name, " (task ", task, ") ", describe(*status), "; ",
            pause                ? "it is started again"
            : restarts.gave_up() ? "it died too often and stays dead"
                                 : "it is not started again");
        if (!pause)
            return;
        if (*pause != 0)
            fibril::sleep(*pause);
        if (!start_again(server, task))
            return;
    }
}

/// False: it cannot be started, which was said.
bool Supervisor::start_again(const Server& server, abi::TaskId& task) {
    auto started = launcher_.start(server.command, server.rights, {});
    if (!started.ok()) {
        log(server.name, ": cannot start ", server.command[0], " again: ", started.error());
        return false;
    }
    task = *started;
    const auto ready = server.wait ? wait_until_ready(*server.wait) : abi::Result<void>();
    if (!ready.ok())
        log(server.name, ": is not ready again: ", ready.error());
    else
        log(server.name, ": runs again as task ", task);
    mount_again(server.name);
    return true;
}

/// A successor knows nothing of the files and mounts of the dead one: it is mounted, empty, wherever that
/// was.
void Supervisor::mount_again(const std::string& file_system) {
    auto mounts = files_.mounts();
    if (!mounts.ok()) {
        log("cannot look for dead file systems: ", mounts.error());
        return;
    }
    std::vector<vfs::Mount> dead;
    for (const vfs::Mount& mount : *mounts)
        if (mount.dead && mount.file_system == file_system)
            dead.push_back(mount);
    for (auto mount = dead.rbegin(); mount != dead.rend(); ++mount)
        (void)files_.unmount(mount->point); // when it cannot be, mounting says why
    for (const vfs::Mount& mount : dead) {
        const auto mounted = do_within(kPatience, "mount again", [&files = files_, mount] {
            return files.mount(mount.point, mount.file_system, mount.options,
                               mount.flags | vfs::kMountBlocking);
        });
        if (mounted.ok())
            log(file_system, " is mounted on ", mount.point, " again");
        else
            log("cannot mount ", file_system, " on ", mount.point, " again: ", mounted.error());
    }
}

} // namespace init
