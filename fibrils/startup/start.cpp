// SPDX-License-Identifier: MIT
// The life of a program: the kernel's first entry makes the main fibril, which runs constructors and main.
// Every later entry brings a message; then fibrils run until all of them wait.
#include "fibrils/arch/context.hpp"
#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/manager.hpp"
#include "fibrils/lib/fatal.hpp"
#include "fibrils/scheduler.hpp"
#include "fibrils/startup/arguments.hpp"
#include "fibrils/startup/exit.hpp"
#include "fibrils/startup/program.hpp"
#include "kernel/abi/host.hpp"

#include <cstdlib>

namespace startup {

constinit void (*prepare_program)() = nullptr;
constinit void (*exit_program)(int status) = exit_task;

namespace {

constinit ArgumentLists lists;

void read_arguments() {
    int64_t size = sys_task_arguments(0, 0);
    if (size <= 0)
        return;
    auto* block = static_cast<char*>(malloc(static_cast<size_t>(size)));
    if (!block || sys_task_arguments(fibril::address_of(block), static_cast<uint64_t>(size)) != size)
        lib::fatal("cannot read the ", size, " bytes of arguments");
    auto parsed = parse_arguments(block, static_cast<size_t>(size));
    if (!parsed.ok())
        lib::fatal("the ", size, " bytes of arguments have a wrong layout");
    lists = parsed.value();
}

void run_program(void*) {
    fibril::arch::run_constructors();
    read_arguments();
    static char* nothing[1];
    if (!lists.arguments)
        lists = {0, nothing, nothing};
    if (prepare_program)
        prepare_program();
    exit_program(call_main(lists.count, lists.arguments));
}

} // namespace

const ArgumentLists& program_arguments() {
    return lists;
}

void exit_task(int status) {
    sys_task_exit(static_cast<uint32_t>(status));
    fibril::scheduler::stop();
}

} // namespace startup

extern "C" SWITCHBOARD_TASK_EXPORT(task_enter) int64_t
    task_enter(uint32_t kind, uint32_t call, uint64_t label, uint32_t sender, uint32_t trace_id, uint64_t w0,
               uint64_t w1, uint64_t w2, uint64_t w3, uint64_t w4, uint64_t w5) {
    auto message_kind = static_cast<abi::MessageKind>(kind);
    if (message_kind == abi::MessageKind::start)
        fibril::scheduler::start_main(startup::run_program);
    else if (message_kind != abi::MessageKind::none)
        async::deliver({message_kind, call, label, sender, trace_id, {w0, w1, w2, w3, w4, w5}});
    return fibril::scheduler::run();
}
