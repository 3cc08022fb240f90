// SPDX-License-Identifier: MIT
// Who runs: a process is a task; there is one user, number 0.
#include "fibrils/arch/syscall.hpp"
#include "machine/name.hpp"

#include <cstring>
#include <sys/utsname.h>

extern "C" {

long __syscall_getpid(void) {
    return long(sys_task_id());
}
long __syscall_getuid32(void) {
    return 0;
}
long __syscall_geteuid32(void) {
    return 0;
}
long __syscall_getgid32(void) {
    return 0;
}
long __syscall_getegid32(void) {
    return 0;
}
long __syscall_setsid(void) {
    return long(sys_task_id());
}
long __syscall_getsid(long) {
    return long(sys_task_id());
}

long __syscall_uname(long buffer) {
    auto* name = reinterpret_cast<utsname*>(buffer);
    memset(name, 0, sizeof *name);
    strcpy(name->sysname, "Switchboard");
    strcpy(name->nodename, "switchboard");
    strcpy(name->release, "0.1");
    strcpy(name->version, "1");
    strcpy(name->machine, machine::kName);
    return 0;
}
}
